/**
 * `npm run image`: the stages of deploy/Dockerfile, laid out in folders by its own instructions, and the command line of the
 * last, as its user. What the base image holds is not there; its Node is, in the version the Dockerfile names.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { copyOf, envOf, type Stage, stagesOf } from './dockerfile.ts';
import { nodeOf } from './node-of.ts';

interface Laid {
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: number | undefined;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

const home = mkdtempSync(join(tmpdir(), 'plumbline-image-'));
chmodSync(home, 0o755);
try {
  const stages = stagesOf(readFileSync('deploy/Dockerfile', 'utf8'));
  const laid = new Map<string, Laid>();
  for (const [index, stage] of stages.entries())
    laid.set(stage.name ?? `${index}`, layOut(stage, join(home, `${index}`), laid));
  const last = [...laid.values()].at(-1);
  if (!last) throw new Error('deploy/Dockerfile has no stage');
  tryOut(last);
} finally {
  rmSync(home, { recursive: true });
}

function layOut({ from, steps }: Stage, root: string, others: ReadonlyMap<string, Laid>): Laid {
  const version = /^node:(\d+)\./.exec(from)?.[1];
  if (version === undefined) throw new Error(`${from} is not Node of a version`);
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true });
  copyFileSync(nodeOf(version), join(root, 'usr/local/bin/node'));
  let laid: Laid = { root, workdir: '/', env: {}, user: undefined, entrypoint: [], cmd: [] };
  for (const { instruction, rest } of steps) laid = step(laid, instruction, rest, others);
  return laid;
}

function step(laid: Laid, instruction: string, rest: string, others: ReadonlyMap<string, Laid>): Laid {
  switch (instruction) {
    case 'WORKDIR':
      mkdirSync(join(laid.root, rest), { recursive: true });
      return { ...laid, workdir: rest };
    case 'COPY':
      copy(laid, rest, others);
      return laid;
    case 'RUN':
      run(laid, rest);
      return laid;
    case 'ENV':
      return { ...laid, env: envOf(rest, laid.env) };
    case 'USER':
      return { ...laid, user: Number(rest.split(':')[0]) };
    case 'ENTRYPOINT':
      return { ...laid, entrypoint: JSON.parse(rest) as readonly string[] };
    case 'CMD':
      return { ...laid, cmd: JSON.parse(rest) as readonly string[] };
    case 'LABEL':
    case 'HEALTHCHECK':
      return laid;
    default:
      throw new Error(`${instruction} is nothing that can be laid out here: ${rest}`);
  }
}

function copy({ root, workdir }: Laid, rest: string, others: ReadonlyMap<string, Laid>): void {
  const { from, sources, target } = copyOf(rest);
  const to = join(root, posix.resolve(workdir, target));
  if (from === undefined && sources.join() === '.') {
    for (const name of context()) cpSync(name, join(to, name), { recursive: true });
    return;
  }
  for (const source of sources) {
    const path = from === undefined ? inContext(source) : join(rootOf(from, others), source);
    // As Docker copies: what is in a folder, and a file into what is written as a folder.
    const isInto = statSync(path).isFile() && /(^|\/)\.?$/.test(target);
    cpSync(path, isInto ? join(to, basename(path)) : to, { recursive: true, verbatimSymlinks: true });
  }
}

function rootOf(stage: string, others: ReadonlyMap<string, Laid>): string {
  const found = others.get(stage);
  if (!found) throw new Error(`COPY --from=${stage}: there is no such stage before`);
  return found.root;
}

/** What .dockerignore leaves of the folder: all is ignored but what it lists. */
function context(): readonly string[] {
  const [all, ...kept] = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (all !== '*' || kept.some((line) => !/^![\w./-]+$/.test(line)))
    throw new Error('.dockerignore has more than can be followed here: *, and what is not ignored');
  return kept.map((line) => line.slice(1));
}

function inContext(source: string): string {
  if (context().includes(source)) return source;
  throw new Error(`COPY ${source}: .dockerignore leaves it out`);
}

function run({ root, workdir }: Laid, command: string): void {
  const options = { cwd: join(root, workdir), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], options);
  if (status !== 0) throw new Error(`RUN ${command}: exit status ${status}\n${stdout}${stderr}`);
}

/** What is mounted beside the image, writable by its user alone; in it the examples, and what the image ships is by its own paths. */
function tryOut({ root, workdir, env, user, entrypoint, cmd }: Laid): void {
  const mounted = join(home, 'mounted');
  cpSync('examples', join(mounted, 'examples'), { recursive: true });
  const identity = process.getuid?.() === 0 && user !== undefined ? { uid: user, gid: user } : {};
  if (identity.uid !== undefined) chownSync(mounted, identity.uid, identity.gid);
  const policy = join(root, 'opt/plumbline/policies/elastic-web-platform.json');
  const audit = ['audit', policy, '--store', join(mounted, 'plumbline.db'), '--evidence'];
  const tries: readonly (readonly [status: number, says: RegExp, args: readonly string[]])[] = [
    [0, /^Usage: plumbline /, cmd],
    [0, /^\d+\.\d+\.\d+\n$/, ['--version']],
    [0, /are sound/, ['validate', join(root, 'opt/plumbline/policies')]],
    [0, /baseline/, [...audit, join(mounted, 'examples/kiosk')]],
    [1, /opened/, [...audit, join(mounted, 'examples/kiosk-drifted')]],
    [0, /elastic-web-platform/, ['history', '--store', join(mounted, 'plumbline.db')]],
  ];
  const [program = '', ...first] = entrypoint;
  const path = String(env['PATH'])
    .split(':')
    .map((folder) => join(root, folder));
  for (const [status, says, args] of tries) {
    const file = path.map((folder) => join(folder, program)).find((one) => existsSync(one)) ?? program;
    const given = [file, ...first, ...args];
    const options = {
      cwd: join(root, workdir),
      env: { ...env, PATH: path.join(':') },
      encoding: 'utf8',
      ...identity,
    } as const;
    const answer = spawnSync(join(root, 'usr/local/bin/node'), given, options);
    if (answer.status === status && says.test(answer.stdout)) continue;
    throw new Error(`${entrypoint.join(' ')} ${args.join(' ')}: ${JSON.stringify(answer)}`);
  }
  console.log(
    `deploy/Dockerfile: ${tries.length} commands answer as they should, as user ${identity.uid ?? process.getuid?.()}`,
  );
}
