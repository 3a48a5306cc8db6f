import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { realPathInside } from './inside.ts';
import { descriptorOf, kindOf } from './kind.ts';
import { UnfitFile } from './unfit-file.ts';

/** How large a document that people write may be, in bytes. */
export const mostOfDocument = 5 * 1024 * 1024;

export interface ReadOptions {
  /** Bytes. */
  readonly most: number;
  /** The folder it must stand in, links followed. */
  readonly within?: string | undefined;
}

/**
 * The bytes of a file. Throws `UnfitFile` for what is no regular file, is too large, or leads out of its folder; else as
 * `node:fs` does. Nothing blocks: a pipe is opened by nobody.
 */
export function readBytes(path: string, { most, within }: ReadOptions): Buffer {
  const found = statSync(path);
  if (!found.isFile()) throw new UnfitFile(`it is ${kindOf(found)}, not a file`);
  const real = realPathInside(path, within);
  const isOurs = descriptorOf(path) !== undefined;
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
  // What stands there may be another by now: it is looked at again once it is open.
  const file = openSync(real, O_RDONLY | O_NONBLOCK | O_NOCTTY | (isOurs ? 0 : O_NOFOLLOW));
  try {
    return wholeOf(file, most);
  } finally {
    closeSync(file);
  }
}

/**
 * A text in UTF-8. Throws `UnfitFile` for any other: letters that are read as others match nothing, and what matches
 * nothing may be what a policy forbids.
 */
export function readText(path: string, options: ReadOptions): string {
  const bytes = readBytes(path, options);
  if (!isUtf8(bytes))
    throw new UnfitFile(`it is ${isUtf16(bytes) ? 'UTF-16' : 'in other letters'}, not UTF-8`);
  return bytes.toString();
}

/** As PowerShell writes it, with its byte order mark. */
const isUtf16 = (bytes: Buffer): boolean => ['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex'));

/** The text of a document, or the names in a folder. */
export function readDocument(path: string, within?: string): string | readonly string[] {
  if (!statSync(path).isDirectory()) return readText(path, { most: mostOfDocument, within });
  return readdirSync(realPathInside(path, within));
}

/** A file of /proc says that it has no size, and another may grow meanwhile: what counts is what is read. */
function wholeOf(file: number, most: number): Buffer {
  const found = fstatSync(file);
  if (!found.isFile()) throw new UnfitFile(`it is ${kindOf(found)}, not a file`);
  if (found.size > most) throw tooLarge(most);
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.min(Math.max(found.size - size, 0) + 65_536, most + 1));
    const read = readSync(file, part);
    if (read === 0) return Buffer.concat(parts, size);
    size += read;
    if (size > most) throw tooLarge(most);
    parts.push(part.subarray(0, read));
  }
}

const tooLarge = (most: number): UnfitFile => new UnfitFile(`it is larger than ${sizeText(most)}`);

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / 1024 / 1024)} MB`;
