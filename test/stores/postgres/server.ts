import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresServer {
  /** Makes an empty database and gives its URL. */
  database(): Promise<string>;
  /** Ends all connections to a database. */
  terminate(url: string): Promise<void>;
  /** Ends it without a chance to tidy up, and starts it again on the same port. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server of its own on a free loopback port, with its files in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-postgres-'));
  const [port, user] = [await freePort(), unprivileged()];
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'plumbline', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--no-locale'];
  execFileSync(join(bin, 'initdb'), init, { ...user, stdio: 'ignore' });
  const options = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', '', '-F'];
  const urlOf = (name: string) => `postgres://plumbline@127.0.0.1:${port}/${name}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  async function start(): Promise<void> {
    server = spawn(join(bin, 'postgres'), options, { ...user, stdio: 'ignore' });
    for (let attempt = 0; attempt < 300 && !(await answers(urlOf('postgres'))); attempt++) await wait(100);
  }
  async function crash(): Promise<void> {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill('SIGQUIT'); // immediate shutdown: as a crash, but its children end too
    await ended;
    server = undefined;
  }
  await start();
  return {
    start,
    crash,
    async database() {
      databases += 1;
      await query(urlOf('postgres'), `create database test${databases}`);
      return urlOf(`test${databases}`);
    },
    async terminate(url) {
      const name = new URL(url).pathname.slice(1);
      const ended = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`;
      await query(urlOf('postgres'), ended);
    },
    async stop() {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where Debian puts them, or wherever PATH leads. */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found) return found;
  throw new Error('this suite needs Postgres: apt-get install postgresql, or put its initdb into PATH');
}

/** Postgres refuses to run as root. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // An error while it is idle is told by the next query.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(text).finally(() => client.end());
}
