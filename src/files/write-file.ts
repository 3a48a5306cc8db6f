import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { descriptorOf, kindOf } from './kind.ts';
import { UnfitFile } from './unfit-file.ts';

/** What is to be written where: a new file or one that is replaced, or what is written through. */
export type Target =
  | { readonly kind: 'file'; readonly path: string; readonly mode?: number }
  | { readonly kind: 'descriptor'; readonly descriptor: number }
  | { readonly kind: 'device'; readonly path: string };

/**
 * Where a text would go. Throws `UnfitFile` for a folder, a link, a pipe, a socket or a disk, and as `node:fs` does where
 * the folder is none or may not be written. Nothing is touched.
 */
export function targetAt(path: string): Target {
  const descriptor = descriptorOf(path);
  // Any other may be one of Node's own, and who writes to that kills it.
  if (descriptor === 1 || descriptor === 2) return { kind: 'descriptor', descriptor };
  const whole = resolve(path);
  const found = /\/$/.test(path) ? statSync(path) : lstatSync(whole, { throwIfNoEntry: false });
  if (found?.isCharacterDevice()) {
    accessSync(whole, constants.W_OK);
    return { kind: 'device', path: whole };
  }
  if (found && !found.isFile()) throw new UnfitFile(`it is ${kindOf(found)}, not a file`);
  accessSync(dirname(whole), constants.W_OK | constants.X_OK);
  if (found && isKept(found, statSync(dirname(whole))))
    throw new UnfitFile('it is of another user, and nobody else replaces it in a folder as /tmp is');
  return { kind: 'file', path: whole, ...(found && { mode: found.mode & 0o777 }) };
}

/** In a folder with the sticky bit a file is replaced by its owner, the folder's, or root. */
function isKept(file: Stats, folder: Stats): boolean {
  const me = process.geteuid?.();
  return (folder.mode & 0o1000) !== 0 && me !== undefined && ![0, file.uid, folder.uid].includes(me);
}

/** Whole or not at all: who reads a file never meets half of it. What is no file stays what it is. */
export function writeThrough(target: Target, text: string): void {
  if (target.kind === 'file') replaceFile(target.path, text, target.mode);
  else if (target.kind === 'descriptor') writeAll(target.descriptor, Buffer.from(text));
  else writeToDevice(target.path, text);
}

function writeToDevice(path: string, text: string): void {
  const { O_WRONLY, O_NOCTTY, O_NOFOLLOW } = constants;
  const file = openSync(path, O_WRONLY | O_NOCTTY | O_NOFOLLOW);
  try {
    if (!fstatSync(file).isCharacterDevice()) throw new UnfitFile('it is no device any more');
    writeAll(file, Buffer.from(text));
  } finally {
    closeSync(file);
  }
}

/** Writes a file that is not there yet, whole or not at all. Throws with the code `EEXIST` where it is. */
export function createFile(path: string, content: string | Uint8Array, mode?: number): void {
  const temporary = written(path, content, mode);
  try {
    linkSync(temporary, path);
  } catch (error) {
    // Not every file system has hard links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String((error as { code?: unknown }).code)))
      throw error;
    closeSync(openSync(path, 'wx', mode));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function replaceFile(path: string, content: string, mode: number | undefined): void {
  const temporary = written(path, content, mode);
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Nobody can know its name beforehand, and it is made anew: what was planted there is never written to. */
function written(path: string, content: string | Uint8Array, mode: number | undefined): string {
  const temporary = join(dirname(path), `.plumbline-${randomBytes(12).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', mode ?? 0o666);
  try {
    if (mode !== undefined) fchmodSync(file, mode);
    writeAll(file, Buffer.from(content));
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return temporary;
}

/** A pipe that is full for now is waited for. */
function writeAll(file: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
