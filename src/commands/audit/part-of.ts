import { orElse } from '../../documents/wording.ts';
import { UserError } from '../../model/user-error.ts';
import { type Narrowed, narrow } from '../../pipeline/narrow.ts';
import type { Settings } from '../settings.ts';

export interface PartOptions {
  readonly policy?: readonly string[] | undefined;
  readonly component?: readonly string[] | undefined;
}

export interface PartOfSettings extends Settings {
  readonly partial?: Narrowed['partial'] | undefined;
  readonly whole?: Narrowed['whole'] | undefined;
}

/**
 * The settings with what --policy and --component leave of the policies. Throws `UserError` for a name that nothing has,
 * and for components where a store would take what is left out for what is required no more.
 */
export function partOf(settings: Settings, { policy, component }: PartOptions): PartOfSettings {
  if (!policy && !component) return settings;
  const ids = settings.policies.map(({ id }) => id);
  requireKnown('policy', policy, ids);
  const named = settings.policies.filter(({ id }) => policy?.includes(id) ?? true);
  requireKnown(
    'component',
    component,
    named.flatMap(({ components }) => components.map(({ name }) => name)),
  );
  if (component && settings.store !== undefined)
    throw new UserError(
      'a part of a policy cannot be remembered: --component is for audits without a store\nleave out --component, or audit without --store and without "store" in the configuration',
    );
  return { ...settings, ...narrow(settings.policies, { policies: policy, components: component }) };
}

function requireKnown(what: string, given: readonly string[] = [], known: readonly string[]): void {
  const wrong = given.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UserError(`there is no ${what} ${JSON.stringify(wrong)}${orElse(wrong, known)}`);
}
