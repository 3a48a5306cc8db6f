import type { Resource } from '../../model/resource.ts';
import type { Rule } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { judgeExpectation } from '../expect.ts';
import type { SelectorKeys } from '../select.ts';
import { valueAt } from '../value-at.ts';
import { told } from './groups.ts';

/** A type that no rule judges, of which those matter that belong to no other resource. */
export interface Standalone {
  readonly type: Rule['type'];
  /** The key of `select` by which the others belong to one: `cluster`. */
  readonly within: string;
  readonly expects: readonly {
    readonly property: string;
    readonly value: unknown;
    readonly severity: Severity;
    readonly why: string;
  }[];
}

/** Those that belong to no other. */
export function standing(
  resources: readonly Resource[],
  { type, within }: Standalone,
  keys: SelectorKeys,
): readonly Resource[] {
  const property = keys.get(type)?.[within]?.property ?? '';
  return resources.filter((resource) => told(() => valueAt(resource.properties, property)) === undefined);
}

/** What is expected of a property, in the form in which rules are tried. */
export const expectationsOf = ({
  type,
  expects,
}: Standalone): readonly (Rule & { readonly value: unknown })[] =>
  expects.map(({ property, value, severity, why }) => ({
    type,
    name: property,
    title: property,
    why,
    fix: '',
    severity,
    reads: [property],
    params: {},
    check: (resource) => judgeExpectation(resource, property, value),
    value,
  }));
