import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { installMoto } from './install.ts';

export interface Moto {
  readonly endpoint: string;
  /** Forgets every resource of every account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the AWS emulator on a free loopback port, installing it first where it is missing. */
export async function startMoto(): Promise<Moto> {
  const python = await installMoto();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => server.kill();
  process.once('exit', kill);
  await healthy(endpoint, server);
  await freezeTasks(endpoint);
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL'); // it holds nothing worth an orderly end
    await ended;
  };
  return { endpoint, reset: () => post(endpoint, 'reset'), stop };
}

/** Makes what is built next get the same ids each time. */
export async function seed(endpoint: string): Promise<void> {
  await post(endpoint, 'seed?a=42');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

async function healthy(endpoint: string, server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr?.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-2000);
  });
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null) throw new Error(`moto ended at its start:\n${said}`);
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error(`moto did not answer within a minute:\n${said}`);
}

// Left alone, moto moves a task one state on towards STOPPED with every DescribeTasks.
async function freezeTasks(endpoint: string): Promise<void> {
  const transition = { progression: 'manual', times: 1_000_000_000 };
  await post(endpoint, 'state-manager/set-transition', { model_name: 'ecs::task', transition });
}

async function post(endpoint: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/${path}`, {
    method: 'POST',
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw new Error(`moto-api/${path}: HTTP ${answer.status}`);
}
