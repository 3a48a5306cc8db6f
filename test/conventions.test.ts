import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { shapes } from '../src/aws/shapes.generated.ts';
import { run } from '../src/commands/program.ts';
import { registered } from '../src/commands/registered.ts';
import { slipsOfShape } from '../src/documents/shape.ts';
import { type AnyOperation, nameOf, type Operation } from '../src/model/operation.ts';
import type { Rule } from '../src/model/rule.ts';
import { exampleOf } from '../src/policies/explain.ts';
import { policyWords } from '../src/policies/policy-words.ts';
import { reserved } from '../src/policies/schema.ts';
import { collectors, reporters, rules, selectors } from '../src/registry.generated.ts';
import { fakeShell } from './support/shell.ts';

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));

const ruleFiles = readdirSync('rules')
  .filter((folder) => folder !== 'judgements')
  .flatMap((folder) => namesIn(`rules/${folder}`).map((name) => `${folder}/${name}`));

const load = async <T>(file: string): Promise<T> => ((await import(file)) as { readonly default: T }).default;

/** What a file is read for, where it is there. */
const textOf = (path: string): string =>
  existsSync(path) ? readFileSync(path, 'utf8') : `there is no ${path}`;

test('npm run generate has registered every plug-in, and no other', () => {
  const text = ['registry', 'collectors'].map((name) => textOf(`src/${name}.generated.ts`)).join('');
  const imports = text.matchAll(/'([./]+(?:rules|collectors|reporters)[/].*)'/g);
  const files = [
    ...ruleFiles.map((file) => `../rules/${file}.ts`),
    ...namesIn('src/collectors').map((name) => `./collectors/${name}.ts`),
    ...namesIn('src/reporters').map((name) => `./reporters/${name}.ts`),
  ];
  expect(new Set([...imports].map(([, file]) => file))).toEqual(new Set(files));
  expect([...selectors.keys()]).toEqual([...collectors.keys()]);
});

test.each([...reporters.keys()])('the reporter %s is named as its file', (name) => {
  expect(namesIn('src/reporters')).toContain(name);
});

describe.each(ruleFiles)('rule %s', (file) => {
  const rule = () => load<Rule>(`../rules/${file}.ts`);

  test('is named as its file', async () => {
    expect((await rule()).name).toBe(file.split('/')[1]);
  });

  test('has a test, with what is unknown', () => {
    expect(textOf(`test/rules/${file}.test.ts`)).toContain('isUnknown');
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

  test('reads nothing whole of which a part is asked for by itself', async () => {
    const { type, reads, uses = {} } = await rule();
    for (const [one, paths] of Object.entries({ ...uses, [type]: [...reads, ...(uses[type] ?? [])] })) {
      const { asks } = (await collectors.get(one as Rule['type'])?.()) ?? { asks: [] };
      const costly = asks.flatMap((ask) => ask.for ?? []);
      const whole = paths.filter((path) => costly.some((part) => part.startsWith(`${path}.`)));
      expect(whole).toEqual([]);
    }
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

test.each(namesIn('src/collectors'))('the collector %s has a test, with what is refused', (name) => {
  expect(textOf(`test/collectors/${name}.test.ts`)).toContain('refusal: ');
});

describe.each([...collectors])('collector of %s', (type, collector) => {
  const asked = async () => (await collector()).asks.map(({ operation }) => operation);

  test('is of that type', async () => {
    expect((await collector()).type).toBe(type);
  });

  test('asks what a client can answer', async () => {
    const operations = await asked();
    const missing = await Promise.all(operations.map(missingOf));
    expect(missing.flat()).toEqual([]);
    expect(operations.length).toBeGreaterThan(0);
  });

  test('asks for answers that say what they are about', async () => {
    expect((await asked()).flatMap(namelessOf)).toEqual([]);
  });
});

async function missingOf({ service, name }: AnyOperation): Promise<readonly string[]> {
  const path = `src/aws/clients/${service}.ts`;
  if (!existsSync(path)) return [`there is no ${path}, which ${service}:${name} is asked by`];
  const { commands } = await load<{ commands: object }>(`../${path}`);
  return name in commands ? [] : [`the commands of ${path} lack ${name}`];
}

/** A list of texts needs no identity: a text is its own. */
function namelessOf(operation: Operation<object, object>): readonly string[] {
  const { answers, identity } = operation;
  if (answers === undefined)
    return [`the operation ${nameOf(operation)} does not say for which member it is asked: its \`answers\``];
  const isText = new RegExp(`(^| )${answers}=[*]?text( |$)`).test(shapes[nameOf(operation)] ?? '');
  if (identity || isText) return [];
  return [
    `the operation ${nameOf(operation)} does not say what tells one of its ${answers} from another: its \`identity\``,
  ];
}

test.each([...reporters.keys()])(
  'the reporter %s has a test, and audit --help (src/commands/declare/audit.ts) names it',
  async (name) => {
    const shell = fakeShell();
    await run(['audit', '--help'], shell);
    expect(textOf(`test/reporters/${name}.test.ts`)).toContain(`src/reporters/${name}.ts`);
    const [, formats = 'src/commands/declare/audit.ts explains no --format'] =
      /--format <name>([\s\S]*?)--output/.exec(shell.said.out) ?? [];
    expect(formats).toMatch(new RegExp(`\\b${name}\\b`));
  },
);

const commands = readdirSync('src/commands/declare')
  .flatMap((file) => [
    ...textOf(`src/commands/declare/${file}`).matchAll(/program\s*\.command\('([^']+)'\)/g),
  ])
  .map(([, name = '']) => name);

test.each(commands)('the command %s has a file and a test, and README.md names it', (name) => {
  expect(textOf(`src/commands/${name}.ts`)).toContain('export ');
  expect(textOf(`test/commands/${name}.test.ts`)).toContain('test(');
  expect(readFileSync('README.md', 'utf8')).toMatch(new RegExp(`(plumbline |\`)${name}\\b`));
});
