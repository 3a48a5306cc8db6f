import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureOf } from '../files/failure.ts';
import { mostOfDocument, readBytes } from '../files/read-file.ts';
import { createFile } from '../files/write-file.ts';
import type { EvidenceRef, PolicyCopy } from '../model/evidence.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { encode } from './codec.ts';
import { contradictionIn } from './evidence/contradictions.ts';
import {
  digestOf,
  exchangesFile,
  type Manifest,
  manifestFile,
  parseManifest,
  sha256,
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

/** Writes evidence of format 2 into a folder that holds none. Throws as `node:fs` does. */
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
  mkdirSync(join(dir, 'policies'), { recursive: true, mode: 0o700 });
  createFile(join(dir, exchangesFile), bytes, 0o600);
  for (const { id, file, text } of policies)
    if (text !== undefined) createFile(join(dir, copyOf(id, file)), text, 0o600);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  createFile(join(dir, manifestFile), text, 0o600);
  return { kind: 'recorded', digest: digestOf(Buffer.from(text)), ...aboutRecording(manifest) };
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
    mkdirSync(dir, { recursive: true, mode: 0o700 });
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

/**
 * Throws `UserError` for evidence that is missing, changed since it was written, cut off, another than the digest says, or
 * that contradicts itself.
 */
export async function readEvidence(dir: string, digest?: string): Promise<Evidence> {
  const { manifest, digest: found } = readManifest(dir);
  if (digest !== undefined && digest !== found)
    throw new UserError(
      `the evidence in ${printable(dir)} has the digest ${found}, and was to have ${printable(digest)}\nit is another, or was changed since`,
    );
  const bytes = readPart(dir, exchangesFile, mostOfExchanges);
  const sum = sha256(bytes);
  if (sum !== manifest.exchanges.sha256)
    throw changed(dir, {
      wrong: `${exchangesFile} has sha256 ${sum}, its manifest says ${manifest.exchanges.sha256}`,
    });
  for (const policy of manifest.policies) policyIn(dir, policy);
  const exchanges = await readExchanges(bytes, manifest.format, manifest.exchanges.count);
  if ('wrong' in exchanges) throw changed(dir, exchanges);
  const contradiction = contradictionIn(manifest, exchanges);
  if (contradiction) throw changed(dir, contradiction);
  return { manifest, exchanges, digest: found };
}

/** Bytes, packed. */
const mostOfExchanges = 64 * 1024 * 1024;

/** The policies that travel with the evidence in a folder; none in format 1. Throws `UserError` where one was changed. */
export function policiesIn(
  dir: string,
): readonly { readonly id: string; readonly file: string; readonly text: string }[] {
  return readManifest(dir).manifest.policies.flatMap((policy) => policyIn(dir, policy));
}

function policyIn(dir: string, { id, file, sha256: sum }: Manifest['policies'][number]) {
  if (file === undefined) return [];
  const bytes = readPart(dir, file, mostOfDocument);
  const found = sha256(bytes);
  if (found !== sum) throw changed(dir, { wrong: `${file} has sha256 ${found}, its manifest says ${sum}` });
  return [{ id, file, text: bytes.toString() }];
}

/** The manifest alone, and its bytes: what a signature is of. */
export function readManifest(dir: string): {
  readonly manifest: Manifest;
  readonly bytes: Buffer;
  readonly digest: string;
} {
  const bytes = readPart(dir, manifestFile, mostOfDocument);
  const manifest = parseManifest(bytes.toString());
  if ('wrong' in manifest) throw changed(dir, { wrong: `${manifestFile} ${manifest.wrong}` });
  return { manifest, bytes, digest: digestOf(bytes) };
}

function readPart(dir: string, file: string, most: number): Buffer {
  try {
    return readBytes(join(dir, file), { most, within: dir });
  } catch (error) {
    // What is there already is not recorded to.
    const remedy = existsSync(dir)
      ? 'name the folder of a recording'
      : `record it with plumbline audit --record ${printable(dir)}`;
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
