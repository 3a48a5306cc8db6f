import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { failureOf } from '../files/failure.ts';
import { readDocument } from '../files/read-file.ts';
import { UserError } from '../model/user-error.ts';

/** Where policies are looked for that nobody named. */
export const byDefault = 'policies';

/** Where to look for policies: what was given, or ./policies. */
export function policyFiles(given: readonly string[]): readonly string[] {
  if (given.length > 0) return given;
  if (existsSync(byDefault)) return [byDefault];
  throw new UserError(
    `no policy was named, and there is no folder ${resolve(byDefault)}\nname a policy file, or a folder of them`,
  );
}

/** The text of a file, or the names in a folder. What is in a folder stands in it: a link may not lead elsewhere. */
export function readPath(path: string, within?: string): string | readonly string[] {
  try {
    return readDocument(path, within);
  } catch (error) {
    throw Object.assign(new Error(failureOf(error)), { code: (error as NodeJS.ErrnoException).code });
  }
}
