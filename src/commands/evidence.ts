import { join } from 'node:path';
import { signatureFile } from '../aws/evidence/manifest.ts';
import { checkingKey, isSignedBy } from '../aws/evidence/signature.ts';
import { type Evidence, policiesIn, readEvidence, readManifest } from '../aws/evidence.ts';
import { failureOf } from '../files/failure.ts';
import { readText } from '../files/read-file.ts';
import { UserError } from '../model/user-error.ts';
import { escapeInvisible } from '../text/escape.ts';
import { printable } from '../text/printable.ts';
import { requireNamedCopies } from './evidence/copies.ts';
import { evidenceLines } from './evidence/lines.ts';
import { summaryOfEvidence } from './evidence/summary.ts';
import { isLacking, unansweredIn } from './evidence/unanswered.ts';
import { exitStatus } from './exit-status.ts';
import type { Shell } from './shell.ts';
import { mostOfKey, wordsFor } from './sign.ts';

export interface VerifyOptions {
  readonly digest?: string;
  /** A file with the public key that the evidence must be signed by. */
  readonly key?: string;
  /** The signature; `manifest.sig` of the folder where none is named. */
  readonly signature?: string;
  readonly format: 'text' | 'json';
}

/** Checks evidence and says what it is of. What is wrong with it is thrown, and ends with 64. */
export async function verifyEvidenceCommand(
  dir: string,
  { digest, key, signature, format }: VerifyOptions,
  shell: Shell,
): Promise<number> {
  if (signature !== undefined && key === undefined)
    throw new UserError('--signature needs --key: a signature is checked by a public key');
  const { out, now, color, width } = shell;
  const evidence = await readEvidence(dir, { digest, now: now() });
  const copies = policiesIn(dir, evidence.digest);
  requireNamedCopies(dir, copies);
  if (key !== undefined) requireSigned(dir, evidence, key, signature);
  const checked = { digestMatches: digest !== undefined, signed: key !== undefined };
  const unanswered = await unansweredIn(evidence, copies, shell);
  const summary = summaryOfEvidence(evidence, checked, unanswered);
  out(
    format === 'json'
      ? `${escapeInvisible(JSON.stringify(summary, null, 2))}\n`
      : `${evidenceLines(dir, summary, { color, width }).join('\n')}\n`,
  );
  return isLacking(unanswered) ? exitStatus.incomplete : exitStatus.ok;
}

function requireSigned(
  dir: string,
  { digest }: Evidence,
  keyFile: string,
  signatureNamed: string | undefined,
): void {
  const key = wordsFor(keyFile, () => checkingKey(readText(keyFile, { most: mostOfKey })));
  const file = signatureNamed ?? join(dir, signatureFile);
  const manifest = readManifest(dir);
  // Between the two somebody may have put another there.
  if (manifest.digest === digest && isSignedBy(key, manifest.bytes, textOf(file))) return;
  throw new UserError(
    `the evidence in ${printable(dir)} is not signed by ${printable(keyFile)}: ${printable(file)} is no signature of its manifest by that key\nit proves nothing of who recorded it`,
  );
}

function textOf(file: string): string {
  try {
    return readText(file, { most: mostOfKey });
  } catch (error) {
    throw new UserError(
      `there is no signature to read at ${printable(file)}: ${printable(failureOf(error))}\nname it by --signature`,
    );
  }
}
