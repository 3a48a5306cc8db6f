import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { NamedPlace } from '../model/place.ts';
import { UserError } from '../model/user-error.ts';
import { decode, encode } from './codec.ts';
import type { Exchange } from './exchange.ts';
import { digested } from './redact.ts';
import { type Redaction, withTokens } from './tokens/replace.ts';

const exchangesFile = 'exchanges.ndjson.gz';
const manifestFile = 'manifest.json';

/** What evidence says of itself. It is written last, so that evidence without it was cut off. */
export interface Manifest {
  readonly format: 1;
  readonly plumbline: string;
  readonly recordedAt: string;
  readonly finishedAt: string;
  readonly places: readonly NamedPlace[];
  readonly policies: readonly { readonly id: string; readonly sha256: string }[];
  /** What stands for values that may be secrets, and what was left as AWS said it. */
  readonly redacted?: Redaction & { readonly digests: readonly string[] };
  readonly exchanges: {
    readonly file: typeof exchangesFile;
    readonly count: number;
    readonly sha256: string;
  };
}

export interface Evidence {
  readonly manifest: Manifest;
  readonly exchanges: readonly Exchange[];
}

export async function writeEvidence(
  dir: string,
  exchanges: readonly Exchange[],
  about: Omit<Manifest, 'format' | 'redacted' | 'exchanges'>,
): Promise<void> {
  const { exchanges: kept, redaction } = withTokens(exchanges);
  const lines = kept.map((exchange) => `${encode(exchange)}\n`).toSorted();
  const bytes = gzipSync(lines.join(''), { level: 9 });
  const manifest: Manifest = {
    format: 1,
    ...about,
    redacted: { digests: digested, ...redaction },
    exchanges: { file: exchangesFile, count: lines.length, sha256: sha256(bytes) },
  };
  const text = JSON.stringify(manifest, null, 2);
  await requireFolder(dir);
  await replace(join(dir, exchangesFile), bytes);
  await replace(join(dir, manifestFile), `${text}\n`);
}

/** Makes the folder if need be. Throws `UserError` where it cannot hold evidence; asked before the first question, too. */
export async function requireFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `evidence cannot be kept in ${dir}: ${reason}\nname a folder that can be made and written to`,
    );
  }
}

/** Throws `UserError` for evidence that is missing, changed since it was written, or cut off. */
export async function readEvidence(dir: string): Promise<Evidence> {
  const manifest = parseManifest(dir, (await read(dir, manifestFile)).toString());
  const bytes = await read(dir, exchangesFile);
  const found = sha256(bytes);
  if (found !== manifest.exchanges.sha256) {
    throw changed(
      dir,
      `${exchangesFile} has sha256 ${found}, its manifest says ${manifest.exchanges.sha256}`,
    );
  }
  const lines = gunzipSync(bytes).toString().split('\n').filter(Boolean);
  if (lines.length !== manifest.exchanges.count) {
    throw changed(
      dir,
      `${exchangesFile} holds ${lines.length} answers, its manifest says ${manifest.exchanges.count}`,
    );
  }
  return { manifest, exchanges: lines.map((line) => decode(line) as Exchange) };
}

function parseManifest(dir: string, text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === 1 && manifest.exchanges.sha256 && Array.isArray(manifest.places)) return manifest;
  } catch {
    // said below: whatever it is, it is no manifest of ours
  }
  throw changed(dir, `${manifestFile} is not a manifest this version can read`);
}

async function read(dir: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(dir, file));
  } catch {
    throw new UserError(
      `no evidence in ${dir}: looked for ${file}\nrecord it with plumbline audit --record ${dir}`,
    );
  }
}

async function replace(path: string, content: Uint8Array | string): Promise<void> {
  // A file that is already there would keep its mode.
  await rm(`${path}.part`, { force: true });
  await writeFile(`${path}.part`, content, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function changed(dir: string, how: string): UserError {
  return new UserError(
    `the evidence in ${dir} was changed or cut off: ${how}\nit proves nothing; record it anew`,
  );
}
