import type { Collector, Wants } from '../model/ports.ts';
import { reads } from '../model/wants.ts';
import { byText } from '../text/by-text.ts';
import type { Collectors } from './collect.ts';

/** The IAM actions of every question that collectors may put, sorted. */
export const allPermissions = (collectors: readonly Pick<Collector, 'asks'>[]): readonly string[] =>
  sorted(collectors.flatMap(({ asks }) => asks.flatMap(({ operation }) => operation.permissions)));

/** The IAM actions that every question the wants may lead to needs, sorted. */
export async function permissionsOf(wants: Wants, collectors: Collectors): Promise<readonly string[]> {
  const actions = [...wants].map(async ([type, paths]) => {
    const collector = await collectors.get(type)?.();
    const asks =
      collector?.asks.filter((ask) => !ask.for || ask.for.some((path) => reads(paths, path))) ?? [];
    return asks.flatMap(({ operation }) => operation.permissions);
  });
  return sorted((await Promise.all(actions)).flat());
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].toSorted(byText);
}
