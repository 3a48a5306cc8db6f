import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { validator } from '../../scripts/validator.ts';
import { ajvOptions } from '../../src/documents/compile-schema.ts';
import type { Validate } from '../../src/documents/shape.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { policySchema } from '../../src/policies/schema.ts';
import { catalogue, validate } from '../policies/catalogue.ts';

const code = validator(policySchema(catalogue));
const { validate: written } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
  readonly validate: Validate;
};

const policy = (more: object) => ({ version: 1, id: 'p', title: 'P', ...more });
const service = (more: object) => policy({ components: { a: { type: 'AWS::ECS::Service', ...more } } });

test.each<[string, unknown]>([
  ['a sound policy', service({ rules: { fargate: true, autoscaling: { min: 2 } } })],
  ['no object', null],
  ['an empty object', {}],
  ['no component', policy({ components: {} })],
  ['another version', { ...policy({}), version: 2 }],
  ['an empty title', { ...service({}), title: '' }],
  ['a type there is not', policy({ components: { a: { type: 'AWS::EC2::Volume' } } })],
  ['a rule there is not', service({ rules: { fargat: true } })],
  ['a parameter of another type', service({ rules: { autoscaling: { min: 'two' } } })],
  ['a count that is none', service({ count: { least: 1 } })],
  ['a day of no form', policy({ components: {}, exceptions: [{ expires: 'soon' }] })],
])('the program finds in %s what ajv finds', (_, document) => {
  expect([written(document), written.errors]).toEqual([validate(document), validate.errors]);
});

const { code: _, ...untouched } = ajvOptions;
const plain = new Ajv(untouched).compile(policySchema(catalogue)) as unknown as Validate;

const keys = [
  'type',
  'rules',
  'select',
  'count',
  'min',
  'not',
  'any',
  'tags',
  'a/b',
  'c~d',
  'constructor',
  '',
];
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, -1, 'x', '', 'AWS::ECS::Service', [], {}),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, 'fargate', 'autoscaling', 'DesiredCount', 'atLeast'), tie('any')),
  ),
})).any;
const component = fc.record(
  {
    type: fc.constantFrom('AWS::ECS::Service', 'AWS::RDS::DBCluster', 'AWS::EC2::Volume'),
    select: value,
    count: value,
    rules: value,
    expect: value,
    surplus: value,
  },
  { requiredKeys: ['type'] },
);
const wrong = fc
  .record({ components: fc.dictionary(fc.constantFrom('a', 'b', 'c'), component), exceptions: value })
  .map(policy);

test('what is wrong is the same, and told the same, by the program, by its source, and by ajv as it is', () => {
  const toldBy = (judge: Validate, document: unknown, isReadBackwards: boolean) => {
    const text = { file: 'p.json', text: JSON.stringify(document, null, 1), sha256: '' };
    const now = new Date('2026-11-24T12:00:00Z');
    const { mistakes } = readPolicy(text, { catalogue, validate: judge, now });
    if (isReadBackwards) for (const one of mistakes.toReversed()) expect(one.message).not.toBe('');
    return mistakes.map(({ line, column, length, message }) => [line, column, length, message]);
  };
  fc.assert(
    fc.property(wrong, (document) => {
      const [first, ...others] = [plain, validate, written].map((judge) =>
        JSON.stringify([judge(document), judge.errors]),
      );
      expect(others).toEqual([first, first]);
      const told = toldBy(plain, document, false);
      expect(toldBy(written, document, true)).toEqual(told);
    }),
    { numRuns: 300 },
  );
});
