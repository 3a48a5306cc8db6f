import { type BigIntStats, lstatSync, type Stats, statfsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

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

/**
 * What stands at a path under that very name, where nobody can keep anything; undefined where it is a file or nothing.
 * Nothing is opened. Throws as `node:fs` does where a part of the path cannot be looked at.
 */
export function unkeepableAt(path: string): string | undefined {
  const found = lstatSync(resolve(path), { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile()) return kindOf(found);
  return isOfKernel(path) ? 'a file of the kernel' : undefined;
}

/** What is read of /proc or /sys may be waited for for ever, and what is written there is an order. */
function isOfKernel(path: string): boolean {
  return process.platform === 'linux' && kernelFileSystems.has(statfsSync(path).type);
}

/** proc, sysfs, debugfs, tracefs, securityfs, configfs, cgroup and cgroup2, bpf, by linux/magic.h. */
const kernelFileSystems: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x62656570, 0x27e0eb, 0x63677270, 0xcafe4a11,
]);

/** What is known of a path, links followed; undefined where nothing is there, or nobody may look. */
export function statusAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
