/** Part of `npm run smoke`: the package that `npm pack` makes, installed where nothing else is, gives `plumbline`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = mkdtempSync(join(tmpdir(), 'plumbline-installed-'));
try {
  const [prefix, elsewhere] = [join(home, 'prefix'), join(home, 'elsewhere')];
  cpSync('examples', join(elsewhere, 'examples'), { recursive: true });
  install(prefix);
  const shipped = join(prefix, 'lib/node_modules/plumbline');
  for (const file of ['NOTICE', 'LICENSE', 'README.md', 'docs/operations.md', 'deploy/cloudformation.yaml'])
    if (!existsSync(join(shipped, file))) throw new Error(`the package lacks ${file}`);
  tryOut(join(prefix, 'bin/plumbline'), join(shipped, 'policies'), elsewhere);
} finally {
  rmSync(home, { recursive: true });
}

function install(prefix: string): void {
  mkdirSync(prefix);
  // The program has just been built.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', home];
  const answer = execFileSync('npm', pack, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [{ filename = '', size = 0, entryCount = 0 } = {}] = JSON.parse(answer) as readonly Packed[];
  const tarball = join(home, filename);
  execFileSync('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', tarball], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  console.log(`${filename}: ${entryCount} files, ${(size / 1e6).toFixed(1)} MB`);
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly entryCount: number;
}

/** A store in a file is what the bundle does not hold. */
function tryOut(plumbline: string, policies: string, cwd: string): void {
  const policy = join(policies, 'elastic-web-platform.json');
  const audit = ['audit', policy, '--store', 'plumbline.db', '--evidence'];
  const tries: readonly (readonly [status: number, args: readonly string[]])[] = [
    [0, ['--version']],
    [0, ['validate', policies]],
    [0, [...audit, 'examples/kiosk']],
    [1, [...audit, 'examples/kiosk-drifted']],
    [0, ['history']],
  ];
  for (const [status, args] of tries) {
    const answer = spawnSync(plumbline, args, { cwd, encoding: 'utf8' });
    if (answer.status !== status) throw new Error(`plumbline ${args.join(' ')}: ${JSON.stringify(answer)}`);
  }
  console.log(`npm install --global gives plumbline: ${tries.length} commands answer as they should`);
}
