import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFile, signatureFile } from '../aws/evidence/manifest.ts';
import { signatureBy, signatureIn, signingKey } from '../aws/evidence/signature.ts';
import { readManifest } from '../aws/evidence.ts';
import { failureOf } from '../files/failure.ts';
import { statusAt } from '../files/kind.ts';
import { readBytes, readText } from '../files/read-file.ts';
import { createFile } from '../files/write-file.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';

/** Signs the manifest of evidence of that digest in a folder. */
export type Sign = (dir: string, digest: string) => Signed;

export interface Signed {
  /** Where the signature is. */
  readonly file: string;
  /** The key, and its mode, where others than its owner may read it. */
  readonly exposed?: string | undefined;
}

/** Bytes of a key, or of a signature. */
export const mostOfKey = 64 * 1024;

/**
 * What signs: a file with a private key, or else a command that gets the manifest's path as its last argument and prints a
 * signature. Throws `UserError` for a key that is none and for no command, before anything is asked.
 */
export function signerFor(given: string): Sign {
  const found = statusAt(given);
  if (!found || isProgram(given)) {
    requireCommand(given);
    return (dir, digest) => {
      const signature = signedByCommand(given, join(dir, manifestFile));
      readManifest(dir, digest); // The command may have changed it.
      return { file: keep(dir, signature) };
    };
  }
  const key = wordsFor(given, () => signingKey(readText(given, { most: mostOfKey })));
  const mode = Number(found.mode) & 0o777;
  const exposed = (mode & 0o077) === 0 ? undefined : `${given} (0${mode.toString(8)})`;
  return (dir, digest) => ({
    file: keep(dir, signatureBy(key, readManifest(dir, digest).bytes)),
    exposed,
  });
}

/** A script, or what Linux runs. No key looks like it, whatever its mode is where a file system has none. */
function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    const start = readBytes(path, { most: mostOfProgram }).subarray(0, 4).toString('latin1');
    return start.startsWith('#!') || start === '\x7fELF';
  } catch {
    return false;
  }
}

const mostOfProgram = 512 * 1024 * 1024;

function requireCommand(given: string): void {
  const [word = ''] = given.trim().split(/\s/);
  if (word === '') throw new UserError('--sign names nothing\nname a file with a private key, or a command');
  if (word === given && /[./]/.test(given) && !existsSync(given))
    throw new UserError(`there is no key ${printable(given)}\nname a file with a private key, or a command`);
  // What the shell would read otherwise is for the shell to say.
  if (!/^[\w./][\w./+-]*$/.test(word)) return;
  const { status } = spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', word], { stdio: 'ignore' });
  if (status === 0) return;
  throw new UserError(
    `there is neither a key nor a command ${printable(word)}\nname a file with a private key, or a command`,
  );
}

/** Milliseconds: a person may have to type a passphrase, or to log in. */
const patience = 10 * 60 * 1000;

function signedByCommand(command: string, manifest: string): string {
  // The shell takes the command as it was written; the path is an argument, whatever is in its name.
  const ended = spawnSync('/bin/sh', ['-c', `${command} "$1"`, 'sh', manifest], {
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: mostOfKey,
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  const wrong = wrongWith(ended);
  if (wrong !== undefined)
    throw new UserError(
      `the evidence is not signed: ${printable(command)} ${wrong}\nsign ${printable(manifest)} by hand`,
    );
  return ended.stdout;
}

function wrongWith({ error, signal, status, stdout }: SpawnSyncReturns<string>): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOBUFS') return `printed more than ${mostOfKey / 1024} KB`;
  if (code === 'ETIMEDOUT') return `was not done in ${patience / 60_000} minutes`;
  if (error) return printable(error.message);
  if (signal !== null) return `was ended by ${signal}`;
  if (status !== 0) return `ended with status ${status}`;
  if (stdout.trim() === '') return 'printed no signature';
  return signatureIn(stdout) ? undefined : 'printed what is no signature in base64';
}

function keep(dir: string, signature: string): string {
  const file = join(dir, signatureFile);
  try {
    createFile(file, signature, 0o600);
  } catch (error) {
    throw new UserError(
      `the evidence is not signed: ${printable(file)} could not be written: ${printable((error as Error).message)}`,
    );
  }
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
