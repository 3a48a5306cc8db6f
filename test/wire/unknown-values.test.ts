import { expect, test } from '@jest/globals';
import { auditWith, offencesIn, recorded } from './audit-of.ts';

type Path = readonly (string | number)[];

/** Every place in a value that a dotted path leads to; `*` is every item. */
function* placesAt(value: unknown, [key, ...rest]: readonly string[]): Generator<Path> {
  if (key === undefined) return yield [];
  if (typeof value !== 'object' || value === null) return;
  const keys = key === '*' ? [...(value as unknown[]).keys()] : key in value ? [key] : [];
  for (const each of keys)
    for (const path of placesAt((value as Record<string | number, unknown>)[each], rest))
      yield [each, ...path];
}

function withAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = withAt(copy[key], rest, other);
  return copy;
}

test.each([
  ['DescribeServices', 'services.*.launchType'],
  ['DescribeServices', 'services.*.schedulingStrategy'],
  ['DescribeServices', 'services.*.deploymentController.type'],
  ['DescribeScalingPolicies', 'ScalingPolicies.*.PolicyType'],
  ['DescribeAlarms', 'MetricAlarms.*.ComparisonOperator'],
  ['DescribeLoadBalancers', 'LoadBalancers.*.Type'],
  ['DescribeLoadBalancers', 'LoadBalancers.*.Scheme'],
  ['DescribeListeners', 'Listeners.*.Protocol'],
  ['DescribeRules', 'Rules.*.Actions.*.Type'],
  ['DescribeRules', 'Rules.*.Actions.*.RedirectConfig.StatusCode'],
  ['DescribeRules', 'Rules.*.Actions.*.RedirectConfig.Protocol'],
  ['DescribeRules', 'Rules.*.Conditions.*.Field'],
  ['DescribeFileSystems', 'FileSystems.*.ThroughputMode'],
  ['DescribeMountTargets', 'MountTargets.*.LifeCycleState'],
  ['DescribeReplicationGroups', 'ReplicationGroups.*.AutomaticFailover'],
  ['DescribeReplicationGroups', 'ReplicationGroups.*.MultiAZ'],
  ['DescribeReplicationGroups', 'ReplicationGroups.*.ClusterMode'],
  ['DescribeReplicationGroups', 'ReplicationGroups.*.TransitEncryptionMode'],
])('what AWS has come to say since, in %s as %s, is unknown', async (operation, where) => {
  const evidence = await recorded('kiosk');
  const before = await auditWith(evidence);
  const offences: string[] = [];
  let spoilt = 0;
  for (const exchange of evidence.exchanges.filter((one) => one.operation === operation)) {
    const { answer, service } = exchange;
    if (answer.kind !== 'output') continue;
    for (const path of placesAt(answer.output, where.split('.'))) {
      const output = withAt(answer.output, path, 'COMES_NEXT_YEAR') as object;
      const after = await auditWith(evidence, exchange, { kind: 'output', output });
      offences.push(...offencesIn(before, after, `${service}:${operation}`));
      spoilt += 1;
    }
  }
  expect(spoilt).toBeGreaterThan(0);
  expect(offences).toEqual([]);
});
