import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFile, signatureFile } from '../aws/evidence/manifest.ts';
import { signatureBy, signingKey } from '../aws/evidence/signature.ts';
import { readManifest } from '../aws/evidence.ts';
import { failureOf } from '../files/failure.ts';
import { readText } from '../files/read-file.ts';
import { createFile } from '../files/write-file.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';

/** Signs the manifest of evidence in a folder, and says where the signature is. */
export type Sign = (dir: string) => string;

/** Bytes of a key, or of a signature. */
export const mostOfKey = 64 * 1024;

/**
 * What signs: a file with a private key, or else a command that gets the manifest's path as its last argument and prints a
 * signature. Throws `UserError` for a key that is none, before anything is asked.
 */
export function signerFor(given: string): Sign {
  if (!existsSync(given)) {
    if (!/\s/.test(given.trim()) && /[./]/.test(given))
      throw new UserError(
        `there is no key ${printable(given)}\nname a file with a private key, or a command`,
      );
    return (dir) => keep(dir, signedByCommand(given, join(dir, manifestFile)));
  }
  const key = wordsFor(given, () => signingKey(readText(given, { most: mostOfKey })));
  return (dir) => keep(dir, signatureBy(key, readManifest(dir).bytes));
}

function signedByCommand(command: string, manifest: string): string {
  // The shell takes the command as it was written; the path is an argument, whatever is in its name.
  const { status, stdout, error } = spawnSync('/bin/sh', ['-c', `${command} "$1"`, 'sh', manifest], {
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: mostOfKey,
  });
  if (error || status !== 0 || stdout.trim() === '')
    throw new UserError(
      `the evidence is not signed: ${printable(command)} ${error ? printable(error.message) : status === 0 ? 'printed no signature' : `ended with status ${status}`}\nsign ${printable(manifest)} by hand`,
    );
  return stdout;
}

function keep(dir: string, signature: string): string {
  const file = join(dir, signatureFile);
  createFile(file, signature, 0o600);
  return file;
}

/** Says which key is none. Nothing of what the file holds is in the message. */
export function wordsFor<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UserError(
      `the key ${printable(file)} cannot be used: ${printable(failureOf(error))}\nmake a pair by openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem`,
    );
  }
}
