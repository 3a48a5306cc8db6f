import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isInside } from './inside.ts';
import { statusAt } from './kind.ts';

/** The first of some files and folders that a path is, or stands in: by its name without links, or by what is on the disk. */
export function amongFiles(path: string, files: readonly string[]): string | undefined {
  return files.find((file) => isSame(path, file) || isInside(realName(file), realName(path)));
}

/** A hard link is the same file by another name. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map(statusAt);
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}

/** The path without links, as far as it is there. */
function realName(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    const above = dirname(whole);
    return above === whole ? whole : join(realName(above), basename(whole));
  }
}
