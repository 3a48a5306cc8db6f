import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts a script of this folder. Its errors are kept for `ended`. */
export function start(script: string, args: readonly string[], limit = ''): ChildProcess {
  const command = `${limit}exec "$0" --import tsx "$@"`;
  const given = [`test/stores/crash/${script}.ts`, ...args];
  return spawn('bash', ['-c', command, process.execPath, ...given], { stdio: ['pipe', 'pipe', 'pipe'] });
}

/** The first lines that it writes, or all where it ends before. */
export async function firstLines({ stdout }: ChildProcess, count: number): Promise<readonly string[]> {
  if (!stdout) throw new Error('nothing is said');
  const lines: string[] = [];
  for await (const line of createInterface(stdout)) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

export async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** What it wrote as errors, once it has ended. */
export async function errorsOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr?.on('data', (some: Buffer) => {
    text += some.toString();
  });
  await once(child, 'close');
  return text;
}
