import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { services } from '../src/aws/live.ts';
import { registered } from '../src/commands/registered.ts';
import { slipsOfShape } from '../src/documents/shape.ts';
import type { Rule } from '../src/model/rule.ts';
import { exampleOf } from '../src/policies/explain.ts';
import { policyWords } from '../src/policies/policy-words.ts';
import { reserved } from '../src/policies/schema.ts';
import { collectors, reporters, rules, selectors } from '../src/registry.generated.ts';

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));

const ruleFiles = readdirSync('rules')
  .filter((folder) => folder !== 'judgements')
  .flatMap((folder) => namesIn(`rules/${folder}`).map((name) => `${folder}/${name}`));

const load = async <T>(file: string): Promise<T> => ((await import(file)) as { readonly default: T }).default;

test('every plug-in is registered', async () => {
  const files = await Promise.all(ruleFiles.map((file) => load<Rule>(`../rules/${file}.ts`)));
  expect(new Set(rules)).toEqual(new Set(files));
  expect(collectors.size).toBe(namesIn('src/collectors').length);
  expect([...selectors.keys()]).toEqual([...collectors.keys()]);
  expect(new Set(reporters.keys())).toEqual(new Set(namesIn('src/reporters')));
});

describe.each(ruleFiles)('rule %s', (file) => {
  const rule = () => load<Rule>(`../rules/${file}.ts`);

  test('is named as its file', async () => {
    expect((await rule()).name).toBe(file.split('/')[1]);
  });

  test('has a test, with what is unknown', () => {
    const path = `test/rules/${file}.test.ts`;
    expect(existsSync(path) ? readFileSync(path, 'utf8') : `no ${path}`).toContain('isUnknown');
  });

  test('says what it demands in a sentence without a full stop, why, and how to fix it', async () => {
    const { title, why, fix } = await rule();
    expect(title).toMatch(/^[A-Z0-9].{9,79}$/);
    expect(title).toMatch(/[^.]$/);
    expect(why).toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
  });

  test('reads types that we collect', async () => {
    const { type, uses, params } = await rule();
    const related = Object.values(params).flatMap(({ relation }) => relation ?? []);
    const types: readonly string[] = [type, ...Object.keys(uses ?? {}), ...related];
    expect(types.filter((one) => !selectors.has(one))).toEqual([]);
  });

  test('has parameters that are explained, and none that every rule has', async () => {
    const { params, shorthand } = await rule();
    for (const { schema } of Object.values(params)) expect(schema.description).toMatch(/\S/);
    expect(Object.keys(params).filter((name) => reserved.includes(name))).toEqual([]);
    expect(Object.keys(params)).toEqual(expect.arrayContaining(shorthand ? [shorthand] : []));
  });

  test('has an example that is sound', async () => {
    const one = await rule();
    const components = { example: JSON.parse(exampleOf(one)) as unknown };
    const document = { version: 1, id: 'example', title: 'Example', components };
    expect(slipsOfShape(document, registered.validate, policyWords)).toEqual([]);
  });
});

test.each(namesIn('rules/judgements'))('the judgement %s has a test', (name) => {
  expect(existsSync(`test/rules/judgements/${name}.test.ts`)).toBe(true);
});

test('no two rules of a type have the same name', () => {
  const names = rules.map(({ type, name }) => `${type} ${name}`);
  expect(names).toEqual([...new Set(names)]);
});

describe.each([...collectors])('collector of %s', (type, collector) => {
  test('is of that type', async () => {
    expect((await collector()).type).toBe(type);
  });

  test('asks what a client can answer', async () => {
    const { asks } = await collector();
    const asked = asks.map(({ operation }) => ({ service: operation.service, name: operation.name }));
    const missing = await Promise.all(
      asked.map(async ({ service, name }) => {
        const { commands } = await load<{ commands: object }>(`../src/aws/clients/${service}.ts`);
        return name in commands && service in services ? [] : [`${service}:${name}`];
      }),
    );
    expect(missing.flat()).toEqual([]);
    expect(asks.length).toBeGreaterThan(0);
  });

  test('asks for answers that say what they are about', async () => {
    const { asks } = await collector();
    const nameless = asks.filter(({ operation: { answers, identity } }) => !answers || !identity);
    expect(
      nameless.map(({ operation: { name } }) => name).filter((name) => !name.startsWith('List')),
    ).toEqual([]);
  });
});
