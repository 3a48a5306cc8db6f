/** What other formats and languages call a key of a policy, in the singular: the first that there is, and is not there yet, was meant. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  minimum: ['min', 'minAcu'],
  maximum: ['max', 'maxAtLeast', 'maxAcuAtLeast'],
  max: ['maxAtLeast', 'maxAcuAtLeast'],
  minCapacity: ['min', 'minAcu'],
  maxCapacity: ['maxAtLeast', 'maxAcuAtLeast'],
  atLeast: ['min'],
  atMost: ['max'],
  az: ['min', 'minAzsPerShard', 'spread-over-azs', 'instances-over-azs', 'multi-az'],
  minAz: ['min', 'minAzsPerShard'],
  zone: ['min', 'minAzsPerShard', 'spread-over-azs', 'instances-over-azs', 'multi-az'],
  'multi-az': ['instances-over-azs', 'spread-over-azs'],
  name: ['title'],
  id: ['name'],
  identifier: ['name'],
  service: ['name'],
  serviceName: ['name'],
  DBClusterIdentifier: ['cluster', 'name'],
  DBInstanceIdentifier: ['name'],
  ReplicationGroupId: ['name'],
  FileSystemId: ['name'],
  LoadBalancerName: ['name', 'loadBalancer'],
  TargetGroupName: ['name'],
  LoadBalancerArn: ['arn', 'loadBalancer'],
  ServiceArn: ['arn'],
  TargetGroupArn: ['arn'],
  label: ['tags', 'title'],
  exclude: ['not'],
  except: ['not'],
  selector: ['select'],
  filter: ['select'],
  where: ['select'],
  match: ['select'],
  resource: ['components'],
  check: ['rules'],
  rule: ['check'],
  count: ['min'],
  number: ['min'],
  require: ['rules'],
  requirement: ['rules'],
  property: ['expect'],
  why: ['because', 'reason'],
  rationale: ['because', 'reason'],
  justification: ['reason'],
  control: ['satisfies'],
  until: ['expires'],
  expiry: ['expires'],
  approver: ['approvedBy'],
  exemption: ['exceptions'],
  waiver: ['exceptions'],
  'load-balancer': ['behind'],
  alb: ['behind'],
  waf: ['protected-by'],
  'web-acl': ['protected-by'],
  tls: ['https-only', 'encrypted-in-transit'],
  ssl: ['https-only', 'encrypted-in-transit'],
  encryption: ['encrypted', 'encrypted-at-rest'],
  capacity: ['autoscaling', 'serverless-v2'],
  limit: ['requests', 'rate-limit'],
  rate: ['requests', 'rate-limit'],
  window: ['seconds'],
  period: ['seconds'],
  EvaluationWindowSec: ['seconds'],
  country: ['countries'],
  CountryCode: ['countries'],
};

/** What people say for one of AWS's words. */
const choices: Readonly<Record<string, string>> = {
  public: 'internet-facing',
  external: 'internet-facing',
  private: 'internal',
  alb: 'application',
  nlb: 'network',
  gwlb: 'gateway',
  global: 'CLOUDFRONT',
};

/**
 * The choice that goes by another name, that begins as was written, or that stands at its end: `aurora-postgres` is
 * `aurora-postgresql`, and `TLS1.2` is `1.2`.
 */
export function choiceCalled(written: string, names: readonly string[]): string | undefined {
  const meant = Object.hasOwn(choices, written.toLowerCase()) ? choices[written.toLowerCase()] : undefined;
  if (meant !== undefined && names.includes(meant)) return meant;
  const begun = names.filter((name) => written.length > 3 && name.startsWith(written));
  if (begun.length === 1) return begun[0];
  // Of several in one text the last is not the one.
  if (/[|,\s!]/.test(written)) return undefined;
  const ends = names.filter((name) => written.length > name.length && written.endsWith(name));
  return ends.length === 1 ? ends[0] : undefined;
}
