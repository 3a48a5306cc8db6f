import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { allPermissions } from '../../src/aws/permissions.ts';
import type { Collector } from '../../src/model/ports.ts';
import { collectors } from '../../src/registry.generated.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: {
          readonly Policies?: readonly {
            readonly PolicyDocument: { readonly Statement: readonly (Statement | readonly unknown[])[] };
          }[];
        };
      }
    >
  >;
}

// CloudFormation's own tags are read as what they stand before.
const templateOf = (file: string) => parse(readFileSync(file, 'utf8'), { logLevel: 'silent' }) as Template;

function allowedBy(template: Template, role: string): readonly string[] {
  const statements = template.Resources[role]?.Properties.Policies?.flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
  return (statements ?? []).flat().flatMap((one) => (one as Statement).Action ?? []);
}

/** What any rule may ask. One after another: jest cannot load what two modules share twice at once. */
async function everything(): Promise<readonly string[]> {
  const loaded: Collector[] = [];
  for (const load of collectors.values()) loaded.push(await load());
  return allPermissions(loaded);
}

test('the role of an audited account may do all that any rule may ask, and nothing else', async () => {
  const asked = await everything();
  const allowed = allowedBy(templateOf('deploy/audited-account.yaml'), 'Role');
  expect(allowed.toSorted()).toEqual(asked.toSorted());
});

test.each([
  ['TaskRole', ['sts:AssumeRole']],
  ['ExecutionRole', ['secretsmanager:GetSecretValue', 'kms:Decrypt']],
  ['SchedulerRole', ['ecs:RunTask', 'iam:PassRole', 'sqs:SendMessage']],
])('in the ops account %s may %j', (role, actions) => {
  expect(allowedBy(templateOf('deploy/cloudformation.yaml'), role)).toEqual(actions);
});
