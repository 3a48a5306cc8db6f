import { isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { isCron, wrongWithZone } from './cron.ts';

type IsSound = (path: Path) => boolean;

/** What no schema can say of alerts: which routes there are, what is a time, and where a token may go. */
export function slipsOfAlerts(document: unknown, isSound: IsSound): readonly Slip[] {
  const alerts = isObject(document) ? document['alerts'] : undefined;
  if (!isObject(alerts)) return [];
  return [
    ...slipsOfRoutes(alerts, isSound),
    ...slipsOfNames(alerts, isSound),
    ...slipsOfQuiet(alerts, isSound),
    ...slipsOfUrl(alerts['slackApiUrl'], ['alerts', 'slackApiUrl']),
  ];
}

function slipsOfRoutes(alerts: JsonObject, isSound: IsSound): readonly Slip[] {
  return Object.entries(objectAt(alerts, 'routes')).flatMap(([name, route]) => {
    const path = ['alerts', 'routes', name];
    if (!isObject(route) || !isSound(path)) return [];
    if ('slack' in route === 'webhook' in route)
      return [atKey(path, `the route "${name}" needs one of "slack" and "webhook"`)];
    return slipsOfUrl(route['webhook'], [...path, 'webhook']);
  });
}

function slipsOfNames(alerts: JsonObject, isSound: IsSound): readonly Slip[] {
  const routes = Object.keys(objectAt(alerts, 'routes'));
  const named: readonly (readonly [Path, unknown])[] = [
    [['alerts', 'fallback'], alerts['fallback']],
    ...Object.entries(objectAt(alerts, 'bySeverity')).flatMap(([severity, list]) =>
      (Array.isArray(list) ? list : []).map(
        (name: unknown, at) => [['alerts', 'bySeverity', severity, at], name] as const,
      ),
    ),
  ];
  return named.flatMap(([path, name]) =>
    typeof name !== 'string' || !isSound(path) || routes.includes(name)
      ? []
      : [atValue(path, `there is no route ${JSON.stringify(name)}; there are: ${routes.join(', ')}`)],
  );
}

function slipsOfQuiet(alerts: JsonObject, isSound: IsSound): readonly Slip[] {
  const windows = Array.isArray(alerts['quiet']) ? alerts['quiet'] : [];
  return windows.flatMap((window: unknown, at) => {
    const path = ['alerts', 'quiet', at];
    if (!isObject(window) || !isSound(path)) return [];
    const [start, timezone] = [String(window['start']), String(window['timezone'])];
    const wrong = wrongWithZone(timezone);
    if (wrong !== undefined) return [atValue([...path, 'timezone'], wrong)];
    if (isCron(start, timezone)) return [];
    const message = `"start" must be five fields of cron, such as "0 22 * * 6", not ${JSON.stringify(start)}`;
    return [atValue([...path, 'start'], message)];
  });
}

/** What goes there is nobody else's to read, and no secret stands in a configuration. */
function slipsOfUrl(url: unknown, path: Path): readonly Slip[] {
  if (typeof url !== 'string' || url === '') return [];
  const key = String(path.at(-1));
  if (!URL.canParse(url)) return [atValue(path, `"${key}" must be a URL that begins with https://`)];
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return [atValue(path, `"${key}" holds a password, and no secret stands here`)];
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return [];
  return [atValue(path, `"${key}" must be a URL that begins with https://`)];
}
