import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { exitStatus } from '../../src/commands/exit-status.ts';

/** Findings: they were told, and the job has done its work. */
const { violations, incomplete, untold, wrongUse, ourFault, held } = exitStatus;
const findings = [violations, incomplete, violations | incomplete];
const failures = [untold, untold | violations, wrongUse, ourFault, held];

test('the unit succeeds with findings, and with nothing else but 0', () => {
  const unit = readFileSync('deploy/plumbline.service', 'utf8');
  expect(/^SuccessExitStatus=(.*)$/m.exec(unit)?.[1]).toBe(findings.join(' '));
});

test('the unit starts again where a second try may mend it, and not for ever', () => {
  const unit = readFileSync('deploy/plumbline.service', 'utf8');
  expect(/^RestartPreventExitStatus=(.*)$/m.exec(unit)?.[1]).toBe([wrongUse, ourFault].join(' '));
  expect(unit).toMatch(/^StartLimitBurst=3$/m);
});

test('a CronJob that was kept out tries again until its deadline, and what no second try mends fails at once', () => {
  const [manifest] = parseAllDocuments(readFileSync('deploy/kubernetes-cronjob.yaml', 'utf8'));
  const job = manifest?.toJS() as CronJob | undefined;
  const spec = job?.spec.jobTemplate.spec;
  const actions = spec?.podFailurePolicy.rules.flatMap(({ action, onExitCodes }) =>
    onExitCodes ? [[action, onExitCodes.values]] : [],
  );
  expect(actions).toEqual([
    ['Ignore', [held]],
    ['FailJob', [wrongUse, ourFault]],
  ]);
  expect(spec?.activeDeadlineSeconds).toBeLessThan(15 * 60);
  // What Kubernetes demands of a policy of failures.
  expect(spec?.template.spec.restartPolicy).toBe('Never');
});

test('the alarm of the Fargate task goes off from the first status on that is no finding', () => {
  const { Resources } = parse(readFileSync('deploy/cloudformation.yaml', 'utf8'), {
    logLevel: 'silent',
  }) as {
    readonly Resources: { readonly TroubleRule: { readonly Properties: { readonly EventPattern: Pattern } } };
  };
  const [ended] = Resources.TroubleRule.Properties.EventPattern.detail.$or;
  expect(ended).toEqual({ containers: { exitCode: [{ numeric: ['>=', untold] }] } });
});

interface Pattern {
  readonly detail: { readonly $or: readonly object[] };
}

interface CronJob {
  readonly kind: string;
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: {
        readonly activeDeadlineSeconds: number;
        readonly podFailurePolicy: {
          readonly rules: readonly {
            readonly action: string;
            readonly onExitCodes?: { readonly values: readonly number[] };
          }[];
        };
        readonly template: {
          readonly spec: { readonly restartPolicy: string; readonly containers: Containers };
        };
      };
    };
  };
}

type Containers = readonly [
  { readonly command: readonly [string, string]; readonly args: readonly [string] },
];

test.each([
  ...[0, ...findings].map((status) => [status, 0] as const),
  ...failures.map((status) => [status, status] as const),
])('where plumbline ends with %d, the container of the CronJob ends with %d', (status, expected) => {
  const manifests = parseAllDocuments(readFileSync('deploy/kubernetes-cronjob.yaml', 'utf8'));
  const jobs = manifests.map((one) => one.toJS() as CronJob).filter(({ kind }) => kind === 'CronJob');
  const [container] = jobs[0]?.spec.jobTemplate.spec.template.spec.containers ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  writeFileSync(join(folder, 'plumbline'), `#!/bin/sh\nexit ${status}\n`);
  chmodSync(join(folder, 'plumbline'), 0o755);
  const [shell = '', ...args] = [...(container?.command ?? []), ...(container?.args ?? [])];
  const ended = spawnSync(shell, args, { env: { PATH: `${folder}:${process.env['PATH']}` } });
  expect(ended.status).toBe(expected);
});
