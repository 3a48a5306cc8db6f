import type { Wants } from '../model/ports.ts';
import { reads } from '../model/wants.ts';
import type { Collectors } from './collect.ts';

/** The IAM actions that every question the wants may lead to needs, sorted. */
export async function permissionsOf(wants: Wants, collectors: Collectors): Promise<readonly string[]> {
  const actions = new Set<string>();
  for (const [type, paths] of wants) {
    const collector = await collectors.get(type)?.();
    const asks =
      collector?.asks.filter((ask) => !ask.for || ask.for.some((path) => reads(paths, path))) ?? [];
    for (const action of asks.flatMap(({ operation }) => operation.permissions)) actions.add(action);
  }
  return [...actions].toSorted((a, b) => a.localeCompare(b, 'en'));
}
