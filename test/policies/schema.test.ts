import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';

const read = (file: string) => parse(readFileSync(file, 'utf8')) as object;

/** As an editor or a pipeline has it: no option, no keyword of ours; and as strict as it gets. */
test.each(['policies.schema.json', 'plumbline.config.schema.json'])(
  '%s is a draft-07 schema that any validator takes',
  (file) => {
    const logged: unknown[] = [];
    const keep = (...said: unknown[]) => void logged.push(said);
    const logger = { log: keep, warn: keep, error: keep };
    for (const options of [{}, { strict: true }]) new Ajv({ ...options, logger }).compile(read(file));
    expect(logged).toEqual([]);
  },
);

test.each(readdirSync('policies'))('the published schema takes policies/%s', (file) => {
  const validate = new Ajv().compile(read('policies.schema.json'));
  validate(read(`policies/${file}`));
  expect(validate.errors).toBeNull();
});
