import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const requirements = join(import.meta.dirname, 'requirements.txt');
const cache = join(import.meta.dirname, '../../../node_modules/.cache');
const home = join(cache, 'plumbline-moto');

/** The Python of a virtual environment that holds moto, made on first use (about 15 s). */
export async function installMoto(): Promise<string> {
  const wanted = await readFile(requirements, 'utf8');
  if ((await installed()) !== wanted) await install(wanted);
  return join(home, 'bin/python');
}

async function installed(): Promise<string | undefined> {
  return readFile(join(home, 'installed.txt'), 'utf8').catch(() => undefined);
}

// Made beside its place and then moved there, so that an interrupted or simultaneous install is never half used.
async function install(wanted: string): Promise<void> {
  const making = `${home}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  await run('python3', ['-m', 'venv', making]).catch((error: Error) => {
    throw new Error(`npm run test:aws needs Python 3.10 or later with its venv module: ${error.message}`);
  });
  await run(join(making, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  await writeFile(join(making, 'installed.txt'), wanted);
  await rm(home, { recursive: true, force: true });
  await rename(making, home).catch(async (error: Error) => {
    await rm(making, { recursive: true, force: true });
    if ((await installed()) !== wanted) throw error;
  });
}
