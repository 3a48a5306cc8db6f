import { isObject } from '../documents/json-object.ts';
import type { Requirement } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { shorthandOf } from './catalogue.ts';
import type { RuleOptions } from './document.ts';

/** What a policy gives a rule, shorthand resolved, without defaults. */
export function paramsOf(rule: Rule, value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(rule.params, key)));
  const shorthand = shorthandOf(rule);
  const means = value !== true || rule.params[shorthand ?? '']?.required === true;
  return shorthand && means ? { [shorthand]: value } : {};
}

export const isEnabled = (value: unknown): boolean => !(isObject(value) && value['enabled'] === false);

export function requirementOf(rule: Rule, value: unknown): Requirement {
  const { severity, because, satisfies = [] } = (isObject(value) ? value : {}) as RuleOptions;
  const params = paramsOf(rule, value);
  return {
    rule: rule.name,
    params,
    ...related(rule, params),
    ...(severity && { severity }),
    ...(because && { because }),
    satisfies,
  };
}

function related(
  { params }: Rule,
  given: Requirement['params'],
): Pick<Requirement, 'reliesOn' | 'reliedOnBy'> {
  const named = (which: 'on-it' | 'on-us') =>
    Object.entries(params).flatMap(([name, { relies }]) =>
      relies === which && name in given ? [given[name]].flat().map(String) : [],
    );
  const [reliesOn, reliedOnBy] = [named('on-it'), named('on-us')];
  return { ...(reliesOn.length > 0 && { reliesOn }), ...(reliedOnBy.length > 0 && { reliedOnBy }) };
}
