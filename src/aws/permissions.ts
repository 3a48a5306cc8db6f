import type { Wants } from '../model/ports.ts';
import { reads } from '../model/wants.ts';
import type { Collectors } from './collect.ts';

/** The IAM actions that every question the wants may lead to needs, sorted. */
export async function permissionsOf(wants: Wants, collectors: Collectors): Promise<readonly string[]> {
  const actions = [...wants].map(async ([type, paths]) => {
    const collector = await collectors.get(type)?.();
    const asks =
      collector?.asks.filter((ask) => !ask.for || ask.for.some((path) => reads(paths, path))) ?? [];
    return asks.flatMap(({ operation }) => operation.permissions);
  });
  const all = (await Promise.all(actions)).flat();
  return [...new Set(all)].toSorted((a, b) => a.localeCompare(b, 'en'));
}
