import { execFileSync } from 'node:child_process';

/** The path of Node in a version. The npm package `node` has the binary of each as a package of its own, which npx keeps. */
export function nodeOf(version: string): string {
  if (process.version.startsWith(`v${version}.`)) return process.execPath;
  const args = ['--yes', `--package=node@${version}`, 'node', '--print', 'process.execPath'];
  return execFileSync('npx', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
