import { type BigIntStats, type Stats, statSync } from 'node:fs';

type Kind = Pick<
  Stats,
  'isDirectory' | 'isFIFO' | 'isSocket' | 'isCharacterDevice' | 'isBlockDevice' | 'isSymbolicLink'
>;

/** What stands somewhere instead of a file: `a pipe`. */
export function kindOf(found: Kind): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  if (found.isCharacterDevice() || found.isBlockDevice()) return 'a device';
  return found.isSymbolicLink() ? 'a link' : 'no file';
}

/** What the path says of one of our own descriptors: `/dev/stdout` is 1, `/dev/fd/63` is 63. */
export function descriptorOf(path: string): number | undefined {
  const named = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(path);
  if (named >= 0) return named;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** What stands at a path, links followed; undefined where it is a file or nothing. */
export function kindAt(path: string): string | undefined {
  const found = statusAt(path);
  return found === undefined || found.isFile() ? undefined : kindOf(found);
}

/** What is known of a path, links followed; undefined where nothing is there, or nobody may look. */
export function statusAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
