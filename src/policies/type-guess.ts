import { listing, nearest } from '../documents/wording.ts';
import { farness } from '../text/nearness.ts';

/** What people call types beside CloudFormation's and Terraform's names. */
const nicknames: Readonly<Record<string, string>> = {
  alb: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  nlb: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  elb: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  lb: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  waf: 'AWS::WAFv2::WebACL',
  acl: 'AWS::WAFv2::WebACL',
  efs: 'AWS::EFS::FileSystem',
  redis: 'AWS::ElastiCache::ReplicationGroup',
  valkey: 'AWS::ElastiCache::ReplicationGroup',
  elasticache: 'AWS::ElastiCache::ReplicationGroup',
  aurora: 'AWS::RDS::DBCluster',
  database: 'AWS::RDS::DBCluster',
  ecs: 'AWS::ECS::Service',
  fargate: 'AWS::ECS::Service',
};

/** The type that was meant by a name that is none: `ecs-service`, `AWS::RDS::Cluster`, `aws_lb`; undefined where none is near. */
export function guessType(wrong: string, types: readonly string[]): string | undefined {
  // Of several in one text none is the type.
  if (/[|,]/.test(wrong)) return undefined;
  const meant = compact(wrong.replace(/^aws[^a-z0-9]+/i, ''));
  return (
    only(named(meant, types)) ??
    only(types.filter((type) => isOfService(type, wrong))) ??
    only(types.filter((type) => resourceOf(type) === compact(wrong.split('::').at(-1) ?? ''))) ??
    only(
      types.filter((type) => farness(fullOf(type), meant) <= 0.2 && fullOf(type).length - meant.length < 5),
    )
  );
}

/**
 * The types of a name that is no slip: their own, its end, what people call them, or that of their service, in whatever
 * case and with whatever between the words: `DBCluster`, `ECS::Service`, `ecs-services`, `aws_lb`, `alb`, `EFS`.
 */
export function typesCalled(name: string, types: readonly string[]): readonly string[] {
  const meant = compact(name.replace(/^aws[^a-z0-9]+/i, ''));
  const found = named(meant, types);
  return found.length > 0 ? found : types.filter((type) => compact(type.split('::')[1] ?? '') === meant);
}

/** By what people call it, by service and resource, or by the resource alone. */
function named(meant: string, types: readonly string[]): readonly string[] {
  const nickname = nicknames[meant] ?? nicknames[meant.replace(/s$/, '')];
  if (nickname !== undefined && types.includes(nickname)) return [nickname];
  const same = (form: (type: string) => string) =>
    types.filter((type) => form(type) === meant || `${form(type)}s` === meant);
  const full = same(fullOf);
  return full.length > 0 ? full : same(resourceOf);
}

/** The end of a sentence about a name that is no type's: the type it is a slip of, or those there are. */
export function typeHint(name: string, types: readonly string[]): string {
  const resources = new Map(types.map((type) => [type.split('::')[2] ?? type, type]));
  const near = guessType(name, types) ?? resources.get(nearest(name, [...resources.keys()]) ?? '');
  return near === undefined ? listing(types) : `; did you mean ${JSON.stringify(near)}?`;
}

/** The same service, and the one word in the other. */
function isOfService(type: string, wrong: string): boolean {
  const [, service = '', resource = ''] = wrong.split('::');
  if (resource.length < 3 || compact(service) !== compact(type.split('::')[1] ?? '')) return false;
  return resourceOf(type).includes(compact(resource)) || farness(resourceOf(type), compact(resource)) <= 0.25;
}

const fullOf = (type: string): string => compact(type.split('::').slice(1).join(''));
const resourceOf = (type: string): string => compact(type.split('::').at(-1) ?? '');
const compact = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);
