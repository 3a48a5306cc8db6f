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
  // What is that long is no name of a type, and of several in one text none is.
  if (wrong.length > 100 || /[|,]/.test(wrong)) return undefined;
  const meant = wordOf(wrong);
  const last = compact(wrong.split('::').at(-1) ?? '');
  return (
    only(named(meant, forms)) ??
    only(forms.filter((form) => isOfService(form, wrong))) ??
    only(forms.filter(({ resource }) => resource === last)) ??
    only(forms.filter(({ full }) => full.length - meant.length < 5 && farness(full, meant) <= 0.2))
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

/**
 * The types of a name that is no slip: their own, its end, what people call them, or that of their service, in whatever
 * case and with whatever between the words: `DBCluster`, `ECS::Service`, `ecs-services`, `aws_lb`, `alb`, `EFS`.
 */
export function typesCalled(name: string, types: readonly string[]): readonly string[] {
  const meant = wordOf(name);
  const forms = formsOf(types);
  const found = named(meant, forms);
  return (found.length > 0 ? found : forms.filter(({ service }) => service === meant)).map(
    ({ type }) => type,
  );
}

/** By what people call it, by service and resource, or by the resource alone. */
function named(meant: string, forms: readonly TypeForm[]): readonly TypeForm[] {
  const nickname = nicknames[meant] ?? nicknames[meant.replace(/s$/, '')];
  const called = forms.filter(({ type }) => type === nickname);
  if (called.length > 0) return called;
  const isMeant = (name: string) => name === meant || `${name}s` === meant;
  const full = forms.filter((form) => isMeant(form.full));
  return full.length > 0 ? full : forms.filter((form) => isMeant(form.resource));
}

/** The end of a sentence about a name that is no type's: the type it is a slip of, or those there are. */
export function typeHint(name: string, types: readonly string[]): string {
  const resources = new Map(types.map((type) => [type.split('::')[2] ?? type, type]));
  const near = guessType(name, types) ?? resources.get(nearest(name, [...resources.keys()]) ?? '');
  return near === undefined ? listing(types) : `; did you mean ${JSON.stringify(near)}?`;
}

/** The same service, and the one word in the other. */
function isOfService(form: TypeForm, wrong: string): boolean {
  const [, service = '', resource = ''] = wrong.split('::');
  if (resource.length < 3 || compact(service) !== form.service) return false;
  const meant = compact(resource);
  return form.resource.includes(meant) || farness(form.resource, meant) <= 0.25;
}

/** Without the first word that all types have. */
const wordOf = (name: string): string => compact(name.replace(/^aws[^a-z0-9]+/i, ''));

const compact = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const only = (forms: readonly TypeForm[]): string | undefined =>
  forms.length === 1 ? forms[0]?.type : undefined;
