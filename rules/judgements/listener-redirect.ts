import type { Comparison, Listener, ListenerRule, Match } from './listener-match.ts';
import { type Requests, shareOf } from './listener-rules.ts';

/**
 * Whether a redirect sends the requests back to the listener as ones that a later rule takes: an earlier rule that
 * redirects `/orders` to `/orders/` takes nothing from a rule for `/orders` and `/orders/*`.
 */
export function leadsBack(
  earlier: ListenerRule,
  requests: Requests,
  { rule, listener }: { readonly rule: ListenerRule; readonly listener: Listener },
  comparison: Comparison,
): boolean {
  const target = earlier.Actions.find(({ Type }) => Type === 'redirect')?.RedirectConfig;
  if (!target || !staysWith(listener, target)) return false;
  const { Host = keptHost, Path = keptPath } = target;
  const textOf = (of: string) => requests.find((match) => match.of === of && match.kind === 'pattern')?.text;
  const [host, path] = [textOf('host-header'), textOf('path-pattern')];
  if (host === undefined || path === undefined) return false;
  const filled = (text: string): string =>
    text.replaceAll('#{host}', host).replaceAll('#{path}', path.replace(/^\//, ''));
  const [newHost, newPath] = [filled(Host).toLowerCase(), filled(Path)];
  if (newHost === host && newPath === path) return false; // a loop
  const moved = requests.map((match): Match => {
    if (match.of === 'host-header') return { ...match, text: newHost };
    return match.of === 'path-pattern' ? { ...match, text: newPath } : match;
  });
  const taken = (by: ListenerRule): boolean => shareOf(by, moved, comparison) === 'all';
  return taken(rule) && !taken(earlier);
}

const keptHost = '#{host}';
const keptPath = '/#{path}';

const staysWith = (
  { properties }: Listener,
  {
    Protocol = '#{protocol}',
    Port = '#{port}',
  }: { Protocol?: string | undefined; Port?: string | undefined },
): boolean =>
  ['#{protocol}', properties.Protocol].includes(Protocol) &&
  ['#{port}', String(properties.Port)].includes(Port);
