import {
  all,
  byText,
  defineRule,
  fail,
  integer,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { brokenOf } from '../judgements/broken.ts';
import { judgeShards, type Shard } from '../judgements/shard.ts';
import { isZoneOfRegion } from '../judgements/zone-name.ts';

type Group = Resource<'AWS::ElastiCache::ReplicationGroup'>['properties'];

export default defineRule({
  type: 'AWS::ElastiCache::ReplicationGroup',
  name: 'multi-az',
  title: 'Redis fails over to another zone, and every shard stands in several',
  why: 'A zone that fails takes a shard with it unless a replica stands in another zone and takes over by itself.',
  fix: 'Enable automatic failover and Multi-AZ, and place the replicas of each shard in other zones than its primary.',
  severity: 'critical',
  reads: ['MultiAZEnabled', 'Live'],
  params: { minAzsPerShard: integer('The least number of zones that the nodes of each shard are in.', 2, 1) },
  shorthand: 'minAzsPerShard',
  check(group, context) {
    const broken = brokenOf(group, 'group', 'Live.Status');
    if (broken) return broken;
    return all(
      () => judgeMultiAz(group.properties),
      () => judgeFailover(group.properties),
      () => judgeShards(group, context, (shard) => judgePlacement(shard, context.params.minAzsPerShard)),
    );
  },
});

function judgeMultiAz({ MultiAZEnabled }: Group): Verdict {
  if (MultiAZEnabled === undefined) return unknown('the answer does not say MultiAZ');
  if (MultiAZEnabled) return pass('Multi-AZ is enabled');
  return fail('Multi-AZ is disabled', {
    expected: true,
    actual: false,
    path: 'MultiAZEnabled',
    fix: 'Enable Multi-AZ, which takes automatic failover.',
  });
}

// Not the same as Multi-AZ: a failover may well stay within a zone.
function judgeFailover({ Live }: Group): Verdict {
  const actual = Live?.AutomaticFailover;
  if (actual === undefined) return unknown('the answer does not say AutomaticFailover');
  if (actual === 'enabled') return pass('AutomaticFailover is enabled');
  if (actual === 'enabling') {
    const message = 'AutomaticFailover is being enabled';
    return unknown(message, { kind: 'settling', message });
  }
  if (actual !== 'disabled' && actual !== 'disabling')
    return unknown(`AutomaticFailover is ${actual}, which is not known`);
  const path = 'AutomaticFailoverEnabled';
  const fix = 'Enable automatic failover, for which each shard needs a replica.';
  return fail(`AutomaticFailover is ${actual}`, { expected: 'enabled', actual, path, fix });
}

function judgePlacement({ NodeGroupId, Members }: Shard, min: number): Verdict {
  const named = Members.flatMap((member) => member.PreferredAvailabilityZone ?? []);
  const zones = [...new Set(named)].filter(isZoneOfRegion).toSorted(byText);
  const unplaced = Members.filter((member) => member.PreferredAvailabilityZone === undefined).length;
  if (zones.length >= min) return pass(`every shard is in ${min} zones or more`);
  const where = zones.length > 0 ? `in ${zones.join(' and ')} only` : 'in no zone';
  if (zones.length + unplaced >= min)
    return unknown(`the answer does not say in which zone every node of shard ${NodeGroupId} is`);
  const more = min - zones.length;
  return fail(`shard ${NodeGroupId} is ${where}`, {
    expected: `at least ${min} zones`,
    actual: zones,
    path: 'Live.NodeGroups',
    fix: `Add ${more > 1 ? `replicas of shard ${NodeGroupId} in ${more} other zones` : `a replica of shard ${NodeGroupId} in another zone`}.`,
  });
}
