import { createHash } from 'node:crypto';
import { aboutFile, type Mistake } from '../documents/mistake.ts';
import type { Policy } from '../model/policy.ts';
import { type PolicyReading, readPolicy, type Vocabulary } from '../policies/read-policy.ts';

export interface LoadedPolicies {
  /** Those without a mistake. */
  readonly policies: readonly Policy[];
  readonly mistakes: readonly Mistake[];
  /** Exceptions that hold no more. An audit goes on without them; `validate` calls them mistakes. */
  readonly expired: readonly Mistake[];
  /** How many files were read, or looked for. */
  readonly files: number;
}

export interface LoadOptions extends Vocabulary {
  /** The text of a file, which must stand in a directory where one is given, or the names in a directory. Throws as `node:fs` does. */
  readonly read: (path: string, within?: string) => string | readonly string[];
  readonly now: Date;
}

/** Reads policies from files and from directories' `.json` and `.jsonc`, with every mistake in any of them. */
export function loadPolicies(paths: readonly string[], options: LoadOptions): LoadedPolicies {
  const sources = [
    ...new Map(paths.flatMap((path) => sourcesAt(path, options.read)).map((one) => [one.file, one])).values(),
  ];
  const readings = sources.map((source) =>
    'text' in source ? readText(source, options) : unreadable(source),
  );
  return {
    policies: readings.flatMap(({ policy }) => (policy ? [policy] : [])),
    mistakes: [...readings.flatMap(({ mistakes }) => mistakes), ...takenIds(readings)],
    expired: readings.flatMap(({ expired }) => expired),
    files: sources.length,
  };
}

type Source = Text | Mistake;
interface Text {
  readonly file: string;
  readonly text: string;
}

// What stands beside policies where they are in the folder of the configuration.
const notPolicies = /^(policies\.schema|plumbline\.config|plumbline\.config\.schema)\.jsonc?$/;

function sourcesAt(path: string, read: LoadOptions['read']): readonly Source[] {
  try {
    const found = read(path);
    if (typeof found === 'string') return [{ file: path, text: found }];
    const names = found.filter((name) => /\.jsonc?$/.test(name) && !notPolicies.test(name)).sort();
    if (names.length === 0)
      return [aboutFile(path, 'this folder holds no policy; looked for *.json and *.jsonc')];
    return names.flatMap((name) => fileIn(path, `${path.replace(/\/+$/, '')}/${name}`, read));
  } catch (error) {
    return [aboutFile(path, reason(error))];
  }
}

/** A directory inside a directory is not ours, though it be named `x.json`. */
function fileIn(folder: string, path: string, read: LoadOptions['read']): readonly Source[] {
  try {
    const found = read(path, folder);
    return typeof found === 'string' ? [{ file: path, text: found }] : [];
  } catch (error) {
    return [aboutFile(path, reason(error))];
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === 'ENOENT')
    return 'no such file or folder; looked for a policy (.json, .jsonc) or a folder of them';
  return `cannot be read: ${message}`;
}

function readText({ file, text }: Text, options: LoadOptions): PolicyReading {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return readPolicy({ file, text, sha256 }, options);
}

const unreadable = (mistake: Mistake): PolicyReading => ({
  policy: undefined,
  id: undefined,
  mistakes: [mistake],
  expired: [],
});

/** Findings are known by their policy's id: two policies with one id would be one story. */
function takenIds(readings: readonly PolicyReading[]): readonly Mistake[] {
  const first = new Map<string, string>();
  return readings.flatMap(({ id }) => {
    if (!id) return [];
    const other = first.get(id.name);
    if (other === undefined) first.set(id.name, id.place.file);
    return other === undefined
      ? []
      : [{ ...id.place, message: `policy id "${id.name}" is taken by ${other}; give it one of its own` }];
  });
}
