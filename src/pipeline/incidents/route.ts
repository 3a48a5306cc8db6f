import type { Incident } from '../../model/incident.ts';
import type { AlertContext } from './context.ts';

/** The owner's route, else the severity's, else the one for all else; and why, where it is not the one asked for. */
export function routesOf(
  { policy: id, severity }: Pick<Incident, 'policy' | 'severity'>,
  { settings, policies }: AlertContext,
): { readonly routes: readonly string[]; readonly detour: string | null } {
  const known = (name: string) => settings.routes.some((route) => route.name === name);
  const other = settings.bySeverity[severity] ?? settings.fallback;
  const owner = policies.find((policy) => policy.id === id)?.owner?.route;
  if (owner !== undefined && known(owner)) return { routes: [owner], detour: null };
  const detour =
    owner === undefined ? null : `the policy's owner has the route "${owner}", which is not configured`;
  if (known(other)) return { routes: [other], detour };
  const missing = `the route "${other}" is not configured`;
  return { routes: [settings.fallback], detour: detour ? `${detour}; ${missing}` : missing };
}
