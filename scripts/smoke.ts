/** `npm run smoke`: on every Node it is for, the program in dist/ answers as it does on this one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { nodeOf } from './node-of.ts';

const policy = 'policies/elastic-web-platform.json';
const commands: readonly (readonly [status: number, ...args: readonly string[]])[] = [
  [0, '--version'],
  [0, '--help'],
  [0, 'validate', 'policies'],
  [64, 'validate', 'package.json'],
  [0, 'permissions', policy],
  [0, 'rules', 'autoscaling'],
  [0, 'audit', policy, '--evidence', 'examples/kiosk', '--verbose'],
  [1, 'audit', policy, '--evidence', 'examples/kiosk-drifted', '--format', 'json'],
  [0, 'web-acl', '--evidence', 'examples/kiosk', '--from', 'KP,IR', '--rate', '2000/300'],
  [1, 'web-acl', '--evidence', 'examples/kiosk-drifted', '--from', 'KP,IR', '--rate', '2000/300'],
  [1, 'diff', 'examples/kiosk', 'examples/kiosk-drifted', policy],
  [0, 'history', '--store', 'examples/none.db', '--help'],
  // Nobody listens there: what loads and connects is the SDK.
  [2, 'audit', policy],
];
const env = {
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_REGION: 'sa-east-1',
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
};

const expected = commands.map(([status, ...args]) => {
  const answer = answerOf(process.execPath, args);
  if (answer.status !== status) throw new Error(`${args.join(' ')}: ${JSON.stringify(answer)}`);
  return answer;
});
for (const version of ['20', '22', '24']) hold(version);

function hold(version: string): void {
  const node = nodeOf(version);
  for (const [at, [, ...args]] of commands.entries()) {
    const answer = answerOf(node, args);
    if (isDeepStrictEqual(answer, expected[at])) continue;
    throw new Error(`Node ${version}, ${args.join(' ')}: ${JSON.stringify(answer)}`);
  }
  const exact = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`${exact}: ${commands.length} commands answer as on ${process.version}`);
}

function answerOf(node: string, args: readonly string[]) {
  const options = { env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(node, ['dist/main.js', ...args], options);
  return { status, stdout: untimed(stdout), stderr };
}

/** A minute may pass between two answers. */
function untimed(text: string): string {
  return text.replace(/in \d+\.\d s/, 'in … s').replace(/on \d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'on … UTC');
}
