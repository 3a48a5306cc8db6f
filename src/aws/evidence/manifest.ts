import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { globalRegion, type NamedPlace, unknownAccount } from '../../model/place.ts';
import { hasOneText } from '../one-text.ts';
import type { Redaction } from '../tokens/replace.ts';

export const exchangesFile = 'exchanges.ndjson.gz';
export const manifestFile = 'manifest.json';
export const signatureFile = 'manifest.sig';

/** What evidence says of itself. It is written last, so that evidence without it was cut off. */
export interface Manifest {
  readonly format: 1 | 2;
  readonly plumbline: string;
  readonly recordedAt: string;
  readonly finishedAt: string;
  readonly places: readonly NamedPlace[];
  readonly policies: readonly ManifestPolicy[];
  /** What stands for values that may be secrets, and what was left as AWS said it. */
  readonly redacted?: Redaction & { readonly digests: readonly string[] };
  readonly exchanges: {
    readonly file: typeof exchangesFile;
    readonly count: number;
    readonly sha256: string;
  };
}

export interface ManifestPolicy {
  readonly id: string;
  readonly sha256: string;
  /** Its copy in the folder: `policies/<id>.json`. Format 1 has none. */
  readonly file?: string;
}

/** The digest of evidence: its manifest has the sums of all else. `sha256sum manifest.json` gives the same. */
export const digestOf = (manifest: Uint8Array): string => `sha256:${sha256(manifest)}`;

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** A manifest, what is wrong with its bytes, or the format it has where that is one to come. */
export function parseManifest(
  bytes: Uint8Array,
): Manifest | { readonly wrong: string } | { readonly newer: number } {
  if (!isUtf8(bytes)) return { wrong: 'is not UTF-8' };
  const text = Buffer.from(bytes).toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'is not JSON' };
  }
  if (!isRecord(value)) return { wrong: 'is no manifest' };
  const { format } = value;
  if (Number.isSafeInteger(format) && Number(format) > 2) return { newer: Number(format) };
  if (format !== 1 && format !== 2) return { wrong: 'is of no format, which is 1 or 2' };
  const member = Object.entries(members).find(([name, isSound]) => !isSound(value[name], format))?.[0];
  if (member !== undefined) return { wrong: `has no ${member} as a recording has it` };
  if (!hasOnly(value, Object.keys(members))) return { wrong: 'has a member no recording has' };
  // A name that stands there twice says one thing to us, and another to who reads it with their own eyes.
  if (!hasOneText(text, value)) return { wrong: 'is not written as a recording writes it' };
  return value as unknown as Manifest;
}

/** The one text that a manifest has. */
export const textOf = (manifest: object): string => `${JSON.stringify(manifest, null, 2)}\n`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasOnly = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name));

const isText = (value: unknown): value is string => typeof value === 'string';
const matches = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);
const isSum = matches(/^[0-9a-f]{64}$/);

/** As `toISOString` writes it: one time has one text. */
export const isTime = (value: unknown): value is string =>
  isText(value) &&
  /^\d{4}-/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;

export const isAccount = (value: unknown): boolean =>
  value === unknownAccount || matches(/^[0-9]{12}$/)(value);
export const isRegion = matches(/^[a-z0-9-]{1,40}$/);

const isPlace = (value: unknown): boolean =>
  isRecord(value) &&
  isAccount(value['account']) &&
  isRegion(value['region']) &&
  value['region'] !== globalRegion &&
  (value['name'] === undefined || isText(value['name'])) &&
  hasOnly(value, ['account', 'region', 'name']);

const isPolicy = (value: unknown, format: 1 | 2): boolean =>
  isRecord(value) &&
  isText(value['id']) &&
  isText(value['sha256']) &&
  hasOnly(value, ['id', 'sha256', 'file']) &&
  (value['file'] === undefined ||
    (format === 2 &&
      isSum(value['sha256']) &&
      matches(/^[a-z0-9-]{1,200}$/)(value['id']) &&
      ['json', 'jsonc'].some((kind) => value['file'] === `policies/${value['id']}.${kind}`)));

const isExchanges = (value: unknown): boolean =>
  isRecord(value) &&
  value['file'] === exchangesFile &&
  Number.isSafeInteger(value['count']) &&
  Number(value['count']) >= 0 &&
  isSum(value['sha256']) &&
  hasOnly(value, ['file', 'count', 'sha256']);

const all = (value: unknown, isSound: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isSound);

const isRedacted = (value: unknown): boolean =>
  isRecord(value) &&
  all(value['digests'], isText) &&
  all(value['stays'], isText) &&
  isRecord(value['tokens']) &&
  Number.isSafeInteger(value['tokens']['count']) &&
  Number(value['tokens']['count']) >= 0 &&
  all(value['tokens']['of'], isText) &&
  hasOnly(value, ['digests', 'tokens', 'stays']) &&
  hasOnly(value['tokens'], ['count', 'of']);

const members: Readonly<Record<string, (value: unknown, format: 1 | 2) => boolean>> = {
  format: () => true,
  plumbline: matches(/^[\w.+-]{1,64}$/),
  recordedAt: isTime,
  finishedAt: isTime,
  places: (value) => all(value, isPlace),
  policies: (value, format) => all(value, (item) => isPolicy(item, format)),
  redacted: (value, format) => (format === 1 && value === undefined) || isRedacted(value),
  exchanges: isExchanges,
};
