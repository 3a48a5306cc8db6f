import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Audited,
  auditOver,
  buildProgram,
  exactPolicy,
  findingsThat,
  identityOf,
  shippedPolicy,
} from './audit-over.ts';
import type { Fault } from './emulator/faults.ts';
import { startMoto } from './emulator/moto.ts';
import { startProxy } from './emulator/proxy.ts';
import { applyMutation } from './mutations/apply.ts';
import { mutations } from './mutations/every.ts';
import { buildPlatform } from './platform/build.ts';
import { poolOf } from './pool.ts';

const everyFault: readonly Fault[] = ['deny', 'throttle', 'html', 'html-500', 'cut', 'cut-connection'];
// Those that an auditor might take for an answer with nothing in it.
const emptying: readonly Fault[] = ['deny', 'html', 'cut'];

// Breaks in several components at once, so that a lost answer has failures to hide.
const drift = [
  'a service is taken off its target group',
  'one service of six loses its scalable target',
  'one service of six is narrowed to one subnet',
  'one country of the geo block is forgotten',
  'a rule of the plain listener forwards one path',
  'one mount target of three is deleted',
  'the reader is deleted',
];

/** One platform behind several proxies, since an audit whose calls are throttled mostly waits. */
async function openAccount(drifts: readonly string[]) {
  const moto = await startMoto();
  const platform = await buildPlatform(moto.endpoint, {
    variant: drifts.length > 0 ? { sessions: { MultiAZEnabled: false } } : {},
  });
  const wanted = mutations.filter(({ name }) => drifts.includes(name));
  for (const mutation of wanted) await applyMutation(moto.endpoint, platform, mutation);
  const proxies = await Promise.all([1, 2, 3, 4, 5].map(() => startProxy(moto.endpoint)));
  const close = async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await moto.stop();
  };
  return { lend: poolOf(proxies), close };
}

/** What an audit says of an answer it did not get, and may not say. */
function problemsOf(
  operation: string,
  fault: Fault,
  before: Audited,
  { status, document }: Audited,
): readonly string[] {
  const was = new Map(before.document.findings.map((finding) => [identityOf(finding), finding.verdict]));
  const problems = document.findings.flatMap((finding) => {
    const [name, { verdict, message }] = [identityOf(finding), finding];
    const invented = verdict === 'fail' && was.get(name) !== 'fail';
    const hidden = verdict === 'pass' && was.get(name) !== 'pass';
    return invented || hidden ? [`${name} was ${was.get(name)}, is ${verdict}: ${message}`] : [];
  });
  const unread = document.coverage.unread.filter((fact) => fact.operation === operation);
  if (unread.length === 0) problems.push('it is not in the coverage');
  // Whose the credentials are may be asked by all.
  const isDenied = fault === 'deny' && !operation.startsWith('sts:');
  if (unread.some(({ permission }) => /^[\w-]+:\w+$/.test(permission ?? '') !== isDenied))
    problems.push(isDenied ? 'no permission is named' : 'a permission is named that would not help');
  if ((status & 2) === 0 || status > 3) problems.push(`exit status ${status}`);
  return problems.map((problem) => `${operation}: ${problem}`);
}

describe.each([
  ['the whole platform', [], shippedPolicy, everyFault],
  ['a drifted platform', drift, exactPolicy, emptying],
] as const)('%s', (_name, drifts, policy, faults) => {
  let account: Awaited<ReturnType<typeof openAccount>>;
  let before: Audited;
  let operations: readonly string[];

  beforeAll(async () => {
    buildProgram();
    account = await openAccount(drifts);
    await account.lend(async (proxy) => {
      before = await auditOver(proxy.endpoint, policy);
      operations = Object.keys(proxy.counts());
    });
  }, 300_000);

  afterAll(() => account.close(), 60_000);

  const auditUnder = (operation: string, fault: Fault) =>
    account.lend(async (proxy) => {
      proxy.clear();
      proxy.inject(operation, fault);
      return auditOver(proxy.endpoint, policy);
    });

  async function problemsUnder(fault: Fault, these: readonly string[]): Promise<readonly string[]> {
    const judge = async (operation: string) =>
      problemsOf(operation, fault, before, await auditUnder(operation, fault));
    return (await Promise.all(these.map(judge))).flat();
  }

  test('is what the test takes it for', () => {
    const failed = before.document.findings.filter(({ verdict }) => verdict === 'fail');
    expect(new Set(failed.map(({ component }) => component)).size).toBe(drifts.length > 0 ? 6 : 0);
    expect(findingsThat('unknown', before.document)).toEqual([]);
  });

  test.each(faults)(
    '"%s" on any one operation hides nothing and invents nothing',
    async (fault) => {
      expect(await problemsUnder(fault, operations)).toEqual([]);
    },
    300_000,
  );

  // The program waits 10 s for each of three attempts: one operation of each kind, together.
  test('an operation that never answers hides nothing and invents nothing', async () => {
    const slow = ['elasticfilesystem:DescribeFileSystems', 'wafv2:GetWebACLForResource', 'ecs:DescribeTasks'];
    expect(await problemsUnder('hang', slow)).toEqual([]);
  }, 300_000);

  test('an answer that stops midway hides nothing and invents nothing', async () => {
    const slow = [
      'elasticfilesystem:DescribeFileSystems',
      'wafv2:GetWebACLForResource',
      'ec2:DescribeSubnets',
    ];
    expect(await problemsUnder('stop', slow)).toEqual([]);
  }, 300_000);
});

test('any one operation throttled at its first call only changes nothing', async () => {
  const account = await openAccount([]);
  const audit = (operation?: string) =>
    account.lend(async (proxy) => {
      proxy.clear();
      if (operation) proxy.inject(operation, 'throttle:1');
      const { status, document } = await auditOver(proxy.endpoint, shippedPolicy);
      return { status, findings: document.findings, operations: Object.keys(proxy.counts()) };
    });
  const { status, findings, operations } = await audit();
  const after = await Promise.all(operations.map(audit));
  for (const again of after) expect([again.status, again.findings]).toEqual([status, findings]);
  await account.close();
}, 300_000);
