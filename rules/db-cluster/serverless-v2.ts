import {
  all,
  defineRule,
  fail,
  flag,
  notApplicable,
  optionalNumber,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { judgeInstances } from '../judgements/db-cluster.ts';

type Cluster = Resource<'AWS::RDS::DBCluster'>['properties'];
type DBInstance = Resource<'AWS::RDS::DBInstance'>;

interface Range {
  readonly minAcu: number | undefined;
  readonly maxAcuAtLeast: number | undefined;
  readonly maxAcuAtMost: number | undefined;
  readonly autoPause: boolean;
}

export default defineRule({
  type: 'AWS::RDS::DBCluster',
  name: 'serverless-v2',
  title: 'The database is Aurora Serverless v2 and scales with the load',
  why: 'Capacity that follows the load carries the peak without paying for it all day; a floor keeps it quick to grow.',
  fix: 'Set MinCapacity and MaxCapacity in its ServerlessV2ScalingConfiguration, and have instances of the class db.serverless only.',
  severity: 'high',
  reads: [
    'DBClusterIdentifier',
    'Engine',
    'EngineMode',
    'ServerlessV2ScalingConfiguration',
    'GlobalClusterIdentifier',
    'Live.ClusterScalabilityType',
    'Live.Members',
    'Live.Leaving',
  ],
  uses: {
    'AWS::RDS::DBInstance': [
      'DBInstanceIdentifier',
      'DBClusterIdentifier',
      'DBInstanceClass',
      'Live.IsClusterWriter',
    ],
  },
  params: {
    minAcu: optionalNumber('The least MinCapacity, in ACUs of about 2 GiB of memory.'),
    maxAcuAtLeast: optionalNumber('The least MaxCapacity, in ACUs: what the peak needs.', 0.5),
    maxAcuAtMost: optionalNumber('The greatest MaxCapacity, in ACUs: what the budget allows.', 0.5),
    autoPause: flag('Whether MinCapacity may be 0, which lets the cluster pause; waking takes 15 s.', false),
  },
  mistakes: mistakesOf,
  propose(clusters) {
    const ranges = clusters.map(({ properties }) => properties.ServerlessV2ScalingConfiguration);
    const minAcu = Math.min(...ranges.map((range) => range?.MinCapacity ?? 0));
    const maxAcuAtLeast = Math.min(...ranges.map((range) => range?.MaxCapacity ?? 0));
    return minAcu > 0 && maxAcuAtLeast > 0 ? [{ minAcu, maxAcuAtLeast }] : [];
  },
  check(cluster, context) {
    const kind = judgeKind(cluster.properties);
    if (kind.status !== 'pass') return kind;
    return all(
      () => judgeCapacity(cluster.properties, context.params),
      () => judgeInstances(cluster, context, judgeClasses),
    );
  },
});

function judgeKind({ Engine, EngineMode, Live }: Cluster): Verdict {
  if (Engine === undefined) return unknown('the answer does not say Engine');
  if (!Engine.startsWith('aurora')) {
    const expected = 'aurora-mysql or aurora-postgresql';
    const fix = 'Move the data to an Aurora cluster: no other engine has Serverless v2.';
    return fail(`Engine is ${Engine}`, { expected, actual: Engine, path: 'Engine', fix });
  }
  if (Live?.ClusterScalabilityType === 'limitless')
    return notApplicable('ClusterScalabilityType is limitless, whose capacity is in shard groups');
  if (Live?.ClusterScalabilityType !== undefined && Live.ClusterScalabilityType !== 'standard')
    return unknown(`ClusterScalabilityType is ${Live.ClusterScalabilityType}, which is not known`);
  if (EngineMode === 'provisioned') return pass();
  if (EngineMode === undefined) return unknown('the answer does not say EngineMode');
  if (!olderModes.has(EngineMode)) return unknown(`EngineMode is ${EngineMode}, which is not known`);
  return fail(
    EngineMode === 'serverless'
      ? 'EngineMode is serverless, which is Aurora Serverless v1'
      : `EngineMode is ${EngineMode}`,
    {
      expected: 'provisioned',
      actual: EngineMode,
      path: 'EngineMode',
      fix: 'Move to a cluster of EngineMode provisioned, which Serverless v2 is part of, by a snapshot or a clone.',
    },
  );
}

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
const olderModes = new Set(['serverless', 'parallelquery', 'global', 'multimaster']);

function judgeCapacity({ ServerlessV2ScalingConfiguration: range }: Cluster, params: Range): Verdict {
  if (range === undefined)
    return fail('the cluster has no ServerlessV2ScalingConfiguration', {
      expected: 'a capacity range',
      actual: null,
      path: 'ServerlessV2ScalingConfiguration',
      fix: 'Set MinCapacity and MaxCapacity in its ServerlessV2ScalingConfiguration.',
    });
  const { MinCapacity: min, MaxCapacity: max } = range;
  return all(
    () => (min === undefined ? unknown('the answer does not say MinCapacity') : judgeMin(min, max, params)),
    () => (max === undefined ? unknown('the answer does not say MaxCapacity') : judgeMax(max, params)),
    () => judgeRange(min, max),
  );
}

function judgeRange(min: number | undefined, max: number | undefined): Verdict {
  if (min === undefined || max === undefined) return pass();
  if (max > min) return pass(`${min} to ${max} ACUs`);
  return fail(`MinCapacity and MaxCapacity are both ${max}`, {
    expected: `more than ${min}`,
    actual: max,
    path: pathOf('MaxCapacity'),
    fix: 'Raise MaxCapacity above MinCapacity.',
  });
}

function judgeMin(actual: number, max: number | undefined, { minAcu = 0, autoPause }: Range): Verdict {
  const path = pathOf('MinCapacity');
  const above = max !== undefined && max <= minAcu ? ', and MaxCapacity above that' : '';
  const fix = `Raise MinCapacity to at least ${minAcu}${above}.`;
  // `SecondsUntilAutoPause` says something only where MinCapacity is 0.
  if (actual === 0 && !autoPause)
    return fail('MinCapacity is 0, so the cluster pauses when idle', {
      expected: minAcu > 0 ? `at least ${minAcu}` : 'more than 0',
      actual,
      path,
      fix: minAcu > 0 ? fix : 'Raise MinCapacity above 0, or let the cluster pause by `autoPause`.',
    });
  if (actual >= minAcu) return pass();
  return fail(`MinCapacity is ${actual}`, { expected: `at least ${minAcu}`, actual, path, fix });
}

function judgeMax(actual: number, { maxAcuAtLeast = 0, maxAcuAtMost = Infinity }: Range): Verdict {
  const path = pathOf('MaxCapacity');
  const message = `MaxCapacity is ${actual}`;
  const facts = { actual, path };
  if (actual < maxAcuAtLeast)
    return fail(message, {
      ...facts,
      expected: `at least ${maxAcuAtLeast}`,
      fix: `Raise MaxCapacity to at least ${maxAcuAtLeast}.`,
    });
  if (actual > maxAcuAtMost)
    return fail(message, {
      ...facts,
      expected: `at most ${maxAcuAtMost}`,
      fix: `Lower MaxCapacity to at most ${maxAcuAtMost}.`,
    });
  return pass();
}

// The range may be set on a cluster whose instances have a fixed size, and clusters may mix both.
function judgeClasses(instances: readonly DBInstance[]): Verdict {
  return all(
    ...instances.map(({ name, properties: { DBInstanceClass: actual } }) => () => {
      if (actual === undefined) return unknown(`the answer does not say the class of ${name}`);
      if (actual === 'db.serverless') return pass();
      const path = 'DBInstanceClass';
      const fix = `Change the class of ${name} to db.serverless.`;
      return fail(`${name} is ${actual}`, { expected: 'db.serverless', actual, path, fix });
    }),
  );
}

const pathOf = (name: 'MinCapacity' | 'MaxCapacity'): string => `ServerlessV2ScalingConfiguration.${name}`;

function mistakesOf(params: Readonly<Record<string, unknown>>): readonly string[] {
  const isAbove = (low: string, high: string) => Number(params[low]) > Number(params[high]);
  return [['maxAcuAtLeast', 'maxAcuAtMost'] as const, ['minAcu', 'maxAcuAtMost'] as const].flatMap(
    ([low, high]) =>
      isAbove(low, high) ? [`${low} is ${params[low]}, above ${high}, which is ${params[high]}`] : [],
  );
}
