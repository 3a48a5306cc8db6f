import { accessSync, constants, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { kindOf } from './kind.ts';
import { UnfitFile } from './unfit-file.ts';

/**
 * Makes a folder and those it stands in, where they are not there yet. Throws `UnfitFile` where something else is, and as
 * `node:fs` does. Node's own recursive way tries for ever where a file system makes no folders, as /proc does.
 */
export function makeFolder(path: string, mode?: number): void {
  const whole = resolve(path);
  const found = statSync(whole, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw notFolder(whole, found);
  makeFolder(dirname(whole), mode);
  try {
    mkdirSync(whole, mode);
  } catch (error) {
    // Another may have made it meanwhile; a link that leads nowhere is there, and is no folder.
    if (!statSync(whole, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Throws as that would, where it can be told before. Nothing is touched. */
export function requireMakeable(path: string): void {
  const whole = resolve(path);
  const found = statSync(whole, { throwIfNoEntry: false });
  if (!found) requireMakeable(dirname(whole));
  else if (found.isDirectory()) accessSync(whole, constants.W_OK | constants.X_OK);
  else throw notFolder(whole, found);
}

const notFolder = (path: string, found: Stats): UnfitFile =>
  new UnfitFile(`${path} is ${found.isFile() ? 'a file' : kindOf(found)}, not a folder`);
