import { lstatSync, realpathSync } from 'node:fs';
import { dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { descriptorOf } from './kind.ts';
import { UnfitFile } from './unfit-file.ts';

/**
 * The path without links. Throws `UnfitFile` where it leads out of a folder, or where it is itself a link out of the
 * folder it stands in: whoever may add a file would have the lines of any other shown in a log.
 */
export function realPathInside(path: string, folder: string | undefined): string {
  const real = realpathSync(path);
  if (descriptorOf(path) !== undefined) return real;
  const isLink = lstatSync(path.replace(/\/+$/, '') || '/').isSymbolicLink();
  const base = folder ?? (isLink ? dirname(resolve(path)) : undefined);
  const isInPlace = base === undefined || isInside(realpathSync(base), real);
  // Inside a checkout `.git/config` holds a token: of a folder, only what is called as the others are is read.
  const isOfItsKind = folder === undefined || extname(real) === extname(path);
  if (isInPlace && isOfItsKind) return real;
  throw new UnfitFile(
    `it is a link to ${real}, ${isInPlace ? 'a file of another kind' : `out of ${resolve(base)}`}; name what it leads to`,
  );
}

/** Whether the path is the folder, or stands in it. Both are without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
