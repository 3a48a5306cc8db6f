import type { PlaceRef } from '../model/place.ts';
import { matchesGlob } from '../text/glob.ts';
import { formOf, type Spot } from './spot.ts';
import { type Match, toldBy, untold } from './told.ts';

/**
 * Whether a scalar is the wanted one. A wanted text may hold wildcards; where AWS writes in one way what CloudFormation
 * lets one write in several, any of those will do.
 */
export function matchScalar(actual: unknown, wanted: unknown, spot: Spot): Match {
  const form = formOf(spot);
  if (typeof wanted !== 'string' || form === 'literal') return toldBy(isSameText(actual, wanted));
  const text = textOf(actual);
  if (matchesGlob(text, wanted) || isSameMoment(text, wanted)) return toldBy(true);
  switch (form) {
    case 'case':
      return toldBy(matchesGlob(text.toLowerCase(), wanted.toLowerCase()));
    case 'version':
      return toldBy(isOfVersion(text, wanted));
    case 'ARN':
      return matchNamed(text, wanted, spot);
    case undefined:
      return toldBy(false);
  }
}

/** Nothing is wild. CloudFormation writes some numbers and booleans as text where the API has them as such, and the other way round. */
export function isSameText(actual: unknown, wanted: unknown): boolean {
  if (isStructure(actual) || isStructure(wanted)) return false;
  if (actual === null || wanted === null) return actual === wanted;
  const text = textOf(actual);
  if (typeof wanted === 'number') return text.trim() !== '' && Number(text) === wanted;
  return text === String(wanted) || isSameMoment(text, String(wanted));
}

const isStructure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

const textOf = (actual: unknown): string => (actual instanceof Date ? actual.toISOString() : String(actual));

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment has many texts: `2026-11-24T12:00:00Z` is `2026-11-24T12:00:00.000Z`. */
const isSameMoment = (text: string, wanted: string): boolean =>
  moment.test(text) && moment.test(wanted) && Date.parse(text) === Date.parse(wanted);

/** `7.1`, or `7.1.x`, is any 7.1; of Aurora MySQL either of the two versions will do. */
function isOfVersion(text: string, wanted: string): boolean {
  const [, aurora] = text.split('.mysql_aurora.');
  const line = `${wanted.replace(/\.x$/, '')}.`;
  return [text, ...(aurora === undefined ? [] : [aurora])].some(
    (version) => `${version}.`.startsWith(line) || matchesGlob(version, wanted),
  );
}

/** An ARN is also what it names: `cluster/kiosk` by `kiosk`, `task-definition/menu:3` by `menu:3` and by `menu`. */
function matchNamed(text: string, wanted: string, { path, home }: Spot): Match {
  if (isKey(text) !== isKey(wanted) && (isAlias(text) || (isKey(text) && mayBeAlias(wanted))))
    return untold(`${path} is ${JSON.stringify(text)}: which key an alias stands for is not asked`);
  if (isNamespace(text) && !/^(arn:|ns-)/.test(wanted))
    return untold(`${path} is ${JSON.stringify(text)}: what the namespace is called is not asked`);
  if (wanted.startsWith('arn:'))
    return toldBy(!text.startsWith('arn:') && namesIn(wanted).includes(text) && isAt(wanted, home));
  return toldBy(namesIn(text).some((name) => matchesGlob(name, wanted)));
}

/** What AWS shows by its name alone is of the same account and region; the ARNs of roles have no region. */
function isAt(arn: string, home: PlaceRef | undefined): boolean {
  const [, , , region = '', account = ''] = arn.split(':');
  const isSame = (part: string, own: string | undefined) =>
    part === '' || own === undefined || matchesGlob(own, part);
  return isSame(region, home?.region) && isSame(account, home?.account);
}

// Of AWS KMS: `arn:aws:kms:…:key/0f1e…`, `0f1e2d3c-…`, `mrk-…`.
const isKey = (text: string): boolean =>
  /^arn:[^:]*:kms:.*:key\//.test(text) ||
  /^(key\/)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/.test(text);

const isAlias = (text: string): boolean => /(^|:)alias\//.test(text);

/** Whatever is no pattern of key ids. */
const mayBeAlias = (wanted: string): boolean => /alias/.test(wanted) || !/[*?]/.test(wanted);

// Of AWS Cloud Map, whose ARN has its id and not its name.
const isNamespace = (text: string): boolean => /^arn:[^:]*:servicediscovery:/.test(text);

function namesIn(text: string): readonly string[] {
  if (!text.startsWith('arn:')) return [];
  const named = text.split(':').slice(5).join(':');
  // Past the kind: `cluster/kiosk`, `cluster:orders`; what is left may have a path, or a revision.
  const name = named.replace(/^[\w-]+[/:]/, '');
  const isRevision = named.startsWith('task-definition/');
  return [named, name, name.replace(/^.*\//, ''), ...(isRevision ? [name.replace(/:\d+$/, '')] : [])];
}
