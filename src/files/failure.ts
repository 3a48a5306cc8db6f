/** Why a file could not be read or written, without the words of the operating system; of another error what it says itself. */
export function failureOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && reasons.get(code)) || message;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'a file is there already'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['ELOOP', 'it is a link that may not be followed'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EAGAIN', 'nothing can be read of it now'],
  ['EIO', 'the system could not read it'],
]);
