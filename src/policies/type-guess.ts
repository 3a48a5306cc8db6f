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
export function guessType(
  wrong: string,
  types: readonly string[],
  forms = formsOf(types),
): string | undefined {
  // What is that long is no name of a type.
  if (wrong.length > 100) return undefined;
  const meant = compact(wrong.replace(/^aws[^a-z0-9]+/i, ''));
  const nickname = nicknames[meant] ?? nicknames[meant.replace(/s$/, '')];
  if (nickname !== undefined && types.includes(nickname)) return nickname;
  const last = compact(wrong.split('::').at(-1) ?? '');
  const isCalled = (name: string) => name === meant || `${name}s` === meant;
  return (
    only(forms, ({ full }) => isCalled(full)) ??
    only(forms, ({ resource }) => isCalled(resource)) ??
    only(forms, (form) => isOfService(form, wrong)) ??
    only(forms, ({ resource }) => resource === last) ??
    only(forms, ({ full }) => full.length - meant.length < 5 && farness(full, meant) <= 0.2)
  );
}

/** A type as it is compared: `rdsdbcluster`, `rds`, `dbcluster`. */
export interface TypeForm {
  readonly type: string;
  readonly full: string;
  readonly service: string;
  readonly resource: string;
}

/** For who guesses many. */
export const formsOf = (types: readonly string[]): readonly TypeForm[] =>
  types.map((type) => {
    const [, service = '', ...rest] = type.split('::');
    return {
      type,
      full: compact([service, ...rest].join('')),
      service: compact(service),
      resource: compact(type.split('::').at(-1) ?? ''),
    };
  });

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
function isOfService(form: TypeForm, wrong: string): boolean {
  const [, service = '', resource = ''] = wrong.split('::');
  if (resource.length < 3 || compact(service) !== form.service) return false;
  const meant = compact(resource);
  return form.resource.includes(meant) || farness(form.resource, meant) <= 0.25;
}

const compact = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
function only(forms: readonly TypeForm[], isIt: (form: TypeForm) => boolean): string | undefined {
  const found = forms.filter(isIt);
  return found.length === 1 ? found[0]?.type : undefined;
}
