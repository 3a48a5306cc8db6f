import type { Incident } from '../../model/incident.ts';
import type { AlertContext } from './context.ts';

/** The owner's route, else the severity's, else the one for all else; and why, where it is not the one asked for. */
export function routesOf(
  { policy: id, severity }: Pick<Incident, 'policy' | 'severity'>,
  { settings, policies }: AlertContext,
): { readonly routes: readonly string[]; readonly detour: string | null } {
  const isKnown = (name: string) => settings.routes.some((route) => route.name === name);
  const owner = policies.find((policy) => policy.id === id)?.owner?.route;
  if (owner !== undefined && isKnown(owner)) return { routes: [owner], detour: null };
  const others = settings.bySeverity[severity] ?? [settings.fallback];
  const known = others.filter(isKnown);
  const detours = [
    ...(owner === undefined ? [] : [`the policy's owner has the route "${owner}", which is not configured`]),
    ...others.filter((name) => !isKnown(name)).map((name) => `the route "${name}" is not configured`),
  ];
  return { routes: known.length > 0 ? known : [settings.fallback], detour: detours.join('; ') || null };
}
