import { type ResourceLevel, resourceLevelOf } from './resource-level.ts';

export interface Within {
  /** `aws`, `aws-cn`, …, where it is known. */
  readonly partition?: string | undefined;
  /** The account of the role, where there is one only. */
  readonly account?: string | undefined;
  /** All the regions that are asked, where they are known. */
  readonly regions?: readonly string[] | undefined;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Allows the actions, each on what IAM can narrow it to, in the regions that are asked. */
export function iamPolicy(actions: readonly string[], within: Within = {}): IamPolicy {
  const levels = actions.map((action) => ({ action, ...resourceLevelOf(action) }));
  const wide = levels.filter(({ resource }) => resource === '*');
  const narrow = levels.filter(({ resource }) => resource !== '*');
  const services = [...new Set(narrow.map(({ action }) => serviceOf(action)))];
  const statements = [
    ...(wide.length > 0 ? [statementOf('PlumblineRead', wide, '*', within)] : []),
    ...services.map((service) => {
      const own = narrow.filter(({ action }) => serviceOf(action) === service);
      const arns = [...new Set(own.map((level) => arnOf(service, level, within)))];
      return statementOf(`PlumblineRead${pascalCase(service)}`, own, arns, within);
    }),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

function statementOf(
  Sid: string,
  levels: readonly { readonly action: string }[],
  Resource: Statement['Resource'],
  { regions }: Within,
): Statement {
  const Action = levels.map(({ action }) => action);
  const statement = { Sid, Effect: 'Allow', Action, Resource } as const;
  if (!regions) return statement;
  return { ...statement, Condition: { StringEquals: { 'aws:RequestedRegion': regions } } };
}

/** The region is the condition's: an ARN for each would soon be longer than a policy may be. */
function arnOf(service: string, { resource, shared }: ResourceLevel, { partition, account }: Within): string {
  return `arn:${partition ?? '*'}:${service}:*:${shared ? '*' : (account ?? '*')}:${resource}`;
}

const serviceOf = (action: string): string => action.split(':')[0] ?? '';

// A Sid has letters and digits only.
const pascalCase = (service: string): string =>
  service.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
