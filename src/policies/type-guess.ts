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
  const meant = compact(wrong.replace(/^aws[^a-z0-9]+/i, ''));
  const nickname = nicknames[meant] ?? nicknames[meant.replace(/s$/, '')];
  if (nickname !== undefined && types.includes(nickname)) return nickname;
  const same = (form: (type: string) => string) =>
    only(types.filter((type) => form(type) === meant || `${form(type)}s` === meant));
  return (
    same(fullOf) ??
    same(resourceOf) ??
    only(types.filter((type) => isOfService(type, wrong))) ??
    only(types.filter((type) => resourceOf(type) === compact(wrong.split('::').at(-1) ?? ''))) ??
    only(
      types.filter((type) => farness(fullOf(type), meant) <= 0.2 && fullOf(type).length - meant.length < 5),
    )
  );
}

/** The types of a name: their own, or the last part of it, in whatever case: `DBCluster`. */
export const typesCalled = (name: string, types: readonly string[]): readonly string[] =>
  types.filter((type) =>
    [type, type.split('::')[2]].some((one) => one?.toLowerCase() === name.toLowerCase()),
  );

/** The end of a sentence about a name that is no type's: by what people call it, by its service, or by the last part of its name. */
export function typeHint(name: string, types: readonly string[]): string {
  const resources = new Map(types.map((type) => [type.split('::')[2] ?? type, type]));
  const near = guessType(name, types) ?? resources.get(nearest(name, [...resources.keys()]) ?? '');
  const ofService = types.filter((type) => type.split('::')[1]?.toLowerCase() === name.toLowerCase());
  if (ofService.length > 1 || near === undefined) return listing(ofService.length > 0 ? ofService : types);
  return `; did you mean ${JSON.stringify(near)}?`;
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
