import { withDefaults } from '../model/params.ts';
import type { Rule } from '../model/rule.ts';
import { shorthandOf } from './catalogue.ts';

/** How a policy gives a rule these parameters, as short as it goes; numbers that are left out are written out. */
export function ruleValue(rule: Rule, params: Readonly<Record<string, unknown>>): unknown {
  const shorthand = shorthandOf(rule);
  const given = Object.keys(params).length > 0 ? params : numbersOf(rule);
  const names = Object.keys(given);
  if (names.length === 0) return true;
  return shorthand !== undefined && names.length === 1 && names[0] === shorthand ? given[shorthand] : given;
}

const numbersOf = ({ params }: Rule): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(withDefaults(params, {})).filter(([, value]) => typeof value === 'number'),
  );
