import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../node_modules/.cache');

export interface Wanted {
  /** The folder under node_modules/.cache. */
  readonly name: string;
  /** A file as pip reads it, with versions. */
  readonly requirements: string;
  /** What needs it, for who lacks Python. */
  readonly command: string;
}

/** The folder of the programs of a virtual environment that holds what is required, made on first use. */
export async function installPython({ name, requirements, command }: Wanted): Promise<string> {
  const home = join(cache, name);
  const wanted = await readFile(requirements, 'utf8');
  if ((await installedIn(home)) !== wanted) await install(home, { requirements, wanted, command });
  return join(home, 'bin');
}

const installedIn = (home: string): Promise<string | undefined> =>
  readFile(join(home, 'installed.txt'), 'utf8').catch(() => undefined);

interface Installing {
  readonly requirements: string;
  readonly wanted: string;
  readonly command: string;
}

// Made beside its place and then moved there, so that an interrupted or simultaneous install is never half used.
async function install(home: string, { requirements, wanted, command }: Installing): Promise<void> {
  const making = `${home}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  await run('python3', ['-m', 'venv', making]).catch((error: Error) => {
    throw new Error(`${command} needs Python 3.10 or later with its venv module: ${error.message}`);
  });
  await run(join(making, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  await writeFile(join(making, 'installed.txt'), wanted);
  await rm(home, { recursive: true, force: true });
  await rename(making, home).catch(async (error: Error) => {
    await rm(making, { recursive: true, force: true });
    if ((await installedIn(home)) !== wanted) throw error;
  });
}
