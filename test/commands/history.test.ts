import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import type { Sighting } from '../../src/model/known.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { openMemory } from '../../src/stores/open-memory.ts';
import { fakeShell } from '../support/shell.ts';
import { fails, holds, minute, sighting } from '../support/sightings.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-history-'));
const file = join(folder, 'plumbline.db');
const audits = [
  sighting(0, [holds('menu'), holds('cart')]),
  sighting(5, [holds('menu'), holds('cart')]),
  sighting(10, [fails('menu'), holds('cart')]),
  sighting(300, [holds('menu'), holds('cart')]),
];

beforeAll(() => remember(file, audits));
afterAll(() => rmSync(folder, { recursive: true }));

async function remember(store: string, of: readonly Sighting[]) {
  const memory = await openMemory(store, { plumbline: '0', now: new Date(minute(0)) });
  for (const one of of)
    await memory.remember([one], (known) => ({
      known: known.map((before) => compare(before, one).known),
      incidents: [],
      outbox: [],
    }));
  await memory.close();
}

async function history(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(['history', '--store', file, ...args], shell);
  return { status, ...shell.said };
}

test('how each finding stands, and when nobody looked', async () => {
  expect(await history()).toEqual({
    status: 0,
    err: '',
    out: `111122223333/sa-east-1: 4 audits from ${minute(0)} to ${minute(300)}
  nobody looked from ${minute(10)} to ${minute(300)}

  ✓ shop/services/autoscaling cart   111122223333/sa-east-1
      holds since ${minute(0)}, last seen ${minute(300)}
  ✓ shop/services/autoscaling menu   111122223333/sa-east-1
      holds since ${minute(300)}, last seen ${minute(300)}

2 hold
`,
  });
});

test('all that one finding ever was', async () => {
  const { out } = await history('autoscaling menu');
  expect(out).toBe(`shop/services/autoscaling menu   111122223333/sa-east-1
  ✓ holds from ${minute(0)} until ${minute(5)}
  ✗ violated from ${minute(10)} (seen otherwise ${minute(5)}) until ${minute(10)}
      MinCapacity is 1
  ✓ holds from ${minute(300)} (seen otherwise ${minute(10)}) last seen ${minute(300)}
`);
});

test('how all stood at a time, by the two audits around it', async () => {
  expect(await history('--at', '2026-10-01T12:07Z')).toEqual({
    status: 1,
    err: '',
    out: `at ${minute(7)}
  ✓ shop/services/autoscaling cart   111122223333/sa-east-1
      holds, observed holds at ${minute(5)}, observed holds at ${minute(10)}
  ✗ shop/services/autoscaling menu   111122223333/sa-east-1
      changed in between: observed holds at ${minute(5)}, observed violated at ${minute(10)}

1 hold, 1 changed in between
`,
  });
});

describe('where much holds', () => {
  const name = join(folder, 'many.db');
  const many = Array.from({ length: 12 }, (_, at) => holds(`service-${at}`));
  beforeAll(() => remember(name, [sighting(0, [fails('menu'), ...many])]));

  test('it is folded, and what is violated stands last, with the counts below', async () => {
    const { out } = await history('--store', name);
    expect(out).toMatch(
      /✓ .*service-0, .* … and 7 more, which hold\n {2}✗ .*menu.*\n.*violated since .*\n\n12 hold, 1 violated\n$/,
    );
  });

  test('it is told one by one where findings are named', async () => {
    const { out } = await history('--store', name, '--at', minute(0), '*');
    expect(out.match(/✓/g)).toHaveLength(12);
  });
});

test('that nobody looked', async () => {
  const { status, out } = await history('--at', '2026-10-01T14:00Z', 'cart');
  expect([status, out]).toEqual([
    2,
    expect.stringContaining(
      `nobody looked: observed holds at ${minute(10)}, observed holds at ${minute(300)}`,
    ),
  ]);
  expect((await history('--at', '2026-10-01T14:00Z', '--within', '600', 'cart')).status).toBe(0);
  expect(await history('--at', '2020-01-01', 'cart')).toMatchObject({
    status: 2,
    out: expect.stringContaining(`nobody looked: no audit before, observed holds at ${minute(0)}`),
  });
});

test('that nobody looked at a place is said once, with what was seen before and after', async () => {
  const whole = await history('--at', '2026-10-01T14:00Z');
  expect([whole.status, whole.out]).toEqual([
    2,
    `at ${minute(120)}
  ? 2 findings   111122223333/sa-east-1
      nobody looked from ${minute(10)} to ${minute(300)}: 1 held before and after, 1 violated before and held after
`,
  ]);
  expect((await history('--at', '2020-01-01')).out).toContain(`nobody looked before ${minute(0)}: 2 held\n`);
  expect((await history('--at', '2026-10-03')).out).toContain(`nobody looked since ${minute(300)}: 2 held\n`);
  const { out } = await history('--at', '2026-10-01T14:00Z', '--format', 'json');
  expect((JSON.parse(out) as { answers: object[] }).answers).toHaveLength(2);
});

test.each([
  [['--at', '2026-10-01T12:00'], /such as 2026-10-01T12:00Z/],
  [
    ['nothing such'],
    /knows no finding "nothing such"\nit knows, among others:\n {2}shop\/services\/autoscaling cart/,
  ],
])('%j is refused', async (args, words) => {
  const { status, err } = await history(...args);
  expect([status, err]).toEqual([64, expect.stringMatching(words)]);
});

test('a store that is not there is not made', async () => {
  const shell = fakeShell();
  const status = await run(['history', '--store', join(folder, 'none.db')], shell);
  expect([status, shell.said.err]).toEqual([64, expect.stringMatching(/there is no store .*none\.db/)]);
});

describe('where the policy was written anew', () => {
  const name = join(folder, 'policies.db');
  const other = { policies: { shop: 'b' } };
  const excepted = fails('menu', undefined, { exception: { id: 'EX-1', expires: '2027-01-01' } });

  beforeAll(() =>
    remember(name, [
      sighting(0, [fails('menu')]),
      sighting(5, [fails('menu', 'MinCapacity is 0')]),
      sighting(10, [fails('menu', 'MinCapacity is 0')], other),
      sighting(15, [excepted], { policies: { shop: 'c' } }),
    ]),
  );

  test.each([
    [
      'what stayed as it was is not told to have been otherwise',
      [],
      `  ✗ violated from ${minute(0)} until ${minute(0)}
      MinCapacity is 1
  ✗ violated from ${minute(5)} (by another value ${minute(0)}) until ${minute(5)}
      MinCapacity is 0
  ✗ violated from ${minute(10)} (the same by another text of the policy ${minute(5)}) until ${minute(10)}
      MinCapacity is 0
  ✓ violated under an exception from ${minute(15)} (seen otherwise by another text of the policy ${minute(10)}) last seen ${minute(15)}
      MinCapacity is 1
`,
    ],
    [
      'a time between two audits that it lies between says so',
      ['--at', minute(7)],
      `violated, observed violated at ${minute(5)}, observed violated at ${minute(10)}, by another text of the policy: MinCapacity is 0\n`,
    ],
    [
      'and so does one before an exception',
      ['--at', minute(12)],
      `changed in between: observed violated at ${minute(10)}, observed violated under an exception at ${minute(15)}, by another text of the policy\n`,
    ],
  ])('%s', async (_, args, out) => {
    const shell = fakeShell();
    await run(['history', '--store', name, 'menu', ...args], shell);
    expect(shell.said.out).toContain(out);
  });

  test('at a terminal no line is longer than it is wide', async () => {
    const shell = fakeShell({ width: 80 });
    await run(['history', '--store', name, 'menu'], shell);
    expect(shell.said.out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

test('of a store in which no audit was kept nothing is said to have held', async () => {
  const empty = join(folder, 'empty.db');
  writeFileSync(empty, '');
  for (const more of [[], ['--at', '2026-10-01T12:00Z']]) {
    const shell = fakeShell();
    const status = await run(['history', '--store', empty, ...more], shell);
    expect([status, shell.said]).toEqual([
      64,
      { out: '', err: expect.stringContaining('no audit was ever kept in the store') },
    ]);
  }
});
