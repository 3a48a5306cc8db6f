import { isUtf8 } from 'node:buffer';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureOf } from '../files/failure.ts';
import { makeFolder } from '../files/make-folder.ts';
import { mostOfDocument, readBytes } from '../files/read-file.ts';
import { createFile } from '../files/write-file.ts';
import type { EvidenceRef, PolicyCopy } from '../model/evidence.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { shellWord } from '../text/shell-word.ts';
import { encode } from './codec.ts';
import { contradictionIn, ofTheFuture } from './evidence/contradictions.ts';
import {
  digestOf,
  exchangesFile,
  type Manifest,
  manifestFile,
  parseManifest,
  sha256,
  textOf,
} from './evidence/manifest.ts';
import { readExchanges, type Wrong } from './evidence/read-exchanges.ts';
import type { Exchange } from './exchange.ts';
import { digested } from './redact.ts';
import { withTokens } from './tokens/replace.ts';

export interface Evidence {
  readonly manifest: Manifest;
  readonly exchanges: readonly Exchange[];
  /** Absent where it was read from no folder. */
  readonly digest?: string;
}

type About = Omit<Manifest, 'format' | 'redacted' | 'exchanges' | 'policies'>;

/**
 * Writes evidence of format 2 into a folder that holds none. Throws as `node:fs` does, and `Error` for what could not be read
 * again: it would prove nothing when it is needed.
 */
export async function writeEvidence(
  dir: string,
  exchanges: readonly Exchange[],
  { policies, ...about }: About & { readonly policies: readonly PolicyCopy[] },
): Promise<EvidenceRef> {
  const { exchanges: kept, redaction } = withTokens(exchanges);
  const lines = kept.map((exchange) => `${encode(exchange)}\n`).toSorted();
  const bytes = gzipSync(lines.join(''), { level: 9 });
  const manifest: Manifest = {
    format: 2,
    ...about,
    policies: policies.map(({ id, sha256: sum, file, text }) => ({
      id,
      sha256: sum,
      ...(text !== undefined && { file: copyOf(id, file) }),
    })),
    redacted: { digests: digested, ...redaction },
    exchanges: { file: exchangesFile, count: lines.length, sha256: sha256(bytes) },
  };
  await requireReadable(manifest, bytes);
  makeFolder(join(dir, 'policies'), 0o700);
  createFile(join(dir, exchangesFile), bytes, 0o600);
  for (const { id, file, text } of policies)
    if (text !== undefined) createFile(join(dir, copyOf(id, file)), text, 0o600);
  const text = textOf(manifest);
  createFile(join(dir, manifestFile), text, 0o600);
  return { kind: 'recorded', digest: digestOf(Buffer.from(text)), ...aboutRecording(manifest) };
}

async function requireReadable(manifest: Manifest, bytes: Uint8Array): Promise<void> {
  if (bytes.length > mostOfExchanges)
    throw new Error(`its answers are larger than ${mostOfExchanges / 1024 / 1024} MB, packed`);
  const said = parseManifest(Buffer.from(textOf(manifest)));
  if ('wrong' in said) throw new Error(`it could not be read again: its manifest ${said.wrong}`);
  const read = await readExchanges(bytes, manifest.format, manifest.exchanges.count);
  const wrong = 'wrong' in read ? read : contradictionIn(manifest, read);
  if (wrong) throw new Error(`it could not be read again: ${wrong.wrong}`);
}

const copyOf = (id: string, file = ''): string =>
  `policies/${id}.${file.endsWith('.jsonc') ? 'jsonc' : 'json'}`;

export const aboutRecording = ({
  format,
  plumbline,
  recordedAt,
  policies,
}: Manifest): Omit<EvidenceRef, 'kind' | 'digest'> => ({
  format,
  plumbline,
  recordedAt,
  policies: policies.map(({ id, sha256: sum }) => ({ id, sha256: sum })),
});

/**
 * Makes the folder if need be. Throws `UserError` where it cannot hold evidence, or holds anything: no recording replaces
 * another. Asked before the first question, too.
 */
export async function requireFolder(dir: string): Promise<void> {
  let held: readonly string[];
  try {
    makeFolder(dir, 0o700);
    accessSync(dir, constants.W_OK | constants.X_OK);
    held = readdirSync(dir);
  } catch (error) {
    throw new UserError(
      `evidence cannot be kept in ${printable(dir)}: ${printable(failureOf(error))}\nname a folder that can be made and written to`,
    );
  }
  if (held.length > 0)
    throw new UserError(
      `evidence cannot be kept in ${printable(dir)}: it holds ${held.includes(manifestFile) ? 'a recording' : 'other files'} already\nname a folder that is empty, or not there yet`,
    );
}

export interface Expected {
  /** The digest it must have; absent is any. */
  readonly digest?: string | undefined;
  /** The time it is; absent where nobody minds when it was recorded. */
  readonly now?: Date | undefined;
}

/**
 * Throws `UserError` for evidence that is missing, changed since it was written, cut off, another than the digest says, or
 * that contradicts itself or the clock.
 */
export async function readEvidence(dir: string, { digest, now }: Expected = {}): Promise<Evidence> {
  const { manifest, digest: found } = readManifest(dir, digest);
  const bytes = readPart(dir, exchangesFile, mostOfExchanges);
  const sum = sha256(bytes);
  if (sum !== manifest.exchanges.sha256)
    throw changed(dir, {
      wrong: `${exchangesFile} has sha256 ${sum}, its manifest says ${manifest.exchanges.sha256}`,
    });
  for (const policy of manifest.policies) policyIn(dir, policy);
  const exchanges = await readExchanges(bytes, manifest.format, manifest.exchanges.count);
  if ('wrong' in exchanges) throw changed(dir, exchanges);
  const contradiction = contradictionIn(manifest, exchanges) ?? (now && ofTheFuture(manifest, now));
  if (contradiction) throw changed(dir, contradiction);
  return { manifest, exchanges, digest: found };
}

/** Bytes, packed. */
const mostOfExchanges = 64 * 1024 * 1024;

/** The policies that travel with the evidence in a folder; none in format 1. Throws `UserError` where one was changed. */
export function policiesIn(
  dir: string,
  digest?: string,
): readonly { readonly id: string; readonly file: string; readonly text: string }[] {
  return readManifest(dir, digest).manifest.policies.flatMap((policy) => policyIn(dir, policy));
}

function policyIn(dir: string, { id, file, sha256: sum }: Manifest['policies'][number]) {
  if (file === undefined) return [];
  const bytes = readPart(dir, file, mostOfDocument);
  const found = sha256(bytes);
  if (found !== sum) throw changed(dir, { wrong: `${file} has sha256 ${found}, its manifest says ${sum}` });
  if (!isUtf8(bytes)) throw changed(dir, { wrong: `${file} is not UTF-8` });
  return [{ id, file, text: bytes.toString() }];
}

/** The manifest alone, and its bytes: what a signature is of. What has another digest is not even looked at. */
export function readManifest(
  dir: string,
  digest?: string,
): {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
  readonly digest: string;
} {
  const bytes = readPart(dir, manifestFile, mostOfDocument);
  const found = digestOf(bytes);
  if (digest !== undefined && digest !== found)
    throw new UserError(
      `the evidence in ${printable(dir)} has the digest ${found}, and was to have ${printable(digest)}\nit is another, or was changed since`,
    );
  const manifest = parseManifest(bytes);
  if ('newer' in manifest)
    throw new UserError(
      `the evidence in ${printable(dir)} is of format ${manifest.newer}, and this version of plumbline reads 1 and 2\nread it by the version that recorded it, or a later one`,
    );
  if ('wrong' in manifest) throw changed(dir, { wrong: `${manifestFile} ${manifest.wrong}` });
  return { manifest, bytes, digest: found };
}

function readPart(dir: string, file: string, most: number): Buffer {
  try {
    return readBytes(join(dir, file), { most, within: dir });
  } catch (error) {
    // What is there already is not recorded to.
    const remedy = existsSync(dir)
      ? 'name the folder of a recording'
      : `record it with plumbline audit --record ${shellWord(dir) ?? 'DIR'}`;
    const why = printable(failureOf(error));
    throw new UserError(`no evidence in ${printable(dir)}: ${file} cannot be read: ${why}\n${remedy}`);
  }
}

function changed(dir: string, { line, wrong }: Wrong): UserError {
  const where = line === undefined ? '' : `${printable(dir)}/${exchangesFile}:${line}: `;
  return new UserError(
    `the evidence in ${printable(dir)} was changed or cut off: ${where}${wrong}\nit proves nothing; record it anew`,
  );
}
