import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { validate } from '../../src/commands/config-validator.ts';
import { createProgram, run } from '../../src/commands/program.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { fakeShell } from '../support/shell.ts';

interface Manifest {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
}

const manifestsIn = (file: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(`deploy/${file}`, 'utf8')).map((document) => document.toJS() as Manifest);
const manifests = manifestsIn('kubernetes.yaml');
const ways = ['kubernetes-watch.yaml', 'kubernetes-cronjob.yaml'];

const files = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};

test('the configuration of the ConfigMap is sound, and names a policy that is there', () => {
  const file = 'plumbline.config.json';
  const { config, mistakes } = readConfig({ file, text: files[file] ?? '' }, validate);
  expect(mistakes).toEqual([]);
  expect(Object.keys(files)).toEqual([file, ...(config?.policies ?? [])]);
});

test('its policy is sound', async () => {
  const policy = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'policy.json');
  writeFileSync(policy, files['policy.json'] ?? '');
  const shell = fakeShell();
  expect({ status: await run(['validate', policy], shell), err: shell.said.err }).toEqual({
    status: 0,
    err: '',
  });
});

interface Workload {
  readonly kind: string;
  readonly spec: {
    readonly replicas?: number;
    readonly strategy?: { readonly type: string };
    readonly template?: {
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly { readonly args: readonly string[] }[];
      };
    };
  };
}

test('each file that runs it has one workload, which names what stands in the file for both', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual(['Namespace', 'ServiceAccount', 'ConfigMap']);
  const found = ways.map((file) => manifestsIn(file).map(({ kind }) => kind));
  expect(found).toEqual([['Deployment'], ['CronJob']]);
  for (const file of ways) {
    const text = readFileSync(`deploy/${file}`, 'utf8');
    for (const line of [
      'namespace: plumbline',
      'serviceAccountName: plumbline',
      'configMap: { name: plumbline }',
    ])
      expect(text).toContain(line);
  }
});

test('the Deployment never audits twice at once, and is given the time that it stops in', () => {
  const [deployment] = manifestsIn('kubernetes-watch.yaml') as unknown as readonly Workload[];
  expect([deployment?.spec.replicas, deployment?.spec.strategy]).toEqual([1, { type: 'Recreate' }]);
  // `watch` stops within 25 s.
  expect(deployment?.spec.template?.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
});

test('the command line of the Deployment is one that plumbline understands', () => {
  const [deployment] = manifestsIn('kubernetes-watch.yaml') as unknown as readonly Workload[];
  const [name, ...args] = deployment?.spec.template?.spec.containers[0]?.args ?? [];
  const command = createProgram(fakeShell(), () => undefined).commands.find((one) => one.name() === name);
  expect(command?.parseOptions(args)).toEqual({ operands: [], unknown: [] });
});
