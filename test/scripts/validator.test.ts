import { expect, test } from '@jest/globals';
import { validator } from '../../scripts/validator.ts';
import type { Validate } from '../../src/documents/shape.ts';
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
