import { expect, test } from '@jest/globals';
import type { ListenerRule } from '../../../rules/judgements/listener-match.ts';
import { reachOf } from '../../../rules/judgements/listener-rules.ts';
import { matchesGlob } from '../../../src/text/glob.ts';

type Condition = ListenerRule['Conditions'][number];

interface Request {
  readonly path: string;
  readonly host: string;
  readonly method: string;
  readonly agent: string | undefined;
}

// Small enough to try every request there is, so that what rules do to each other is seen and not computed.
const texts = ['', 'a', 'b', 'A', 'aa', 'ab', 'ba', 'aba'];
const requests: readonly Request[] = texts.flatMap((path) =>
  ['a.b', 'b', 'a.a.b'].flatMap((host) =>
    ['GET', 'POST'].flatMap((method) =>
      ['a', 'ab', undefined].map((agent) => ({ path: `/${path}`, host, method, agent })),
    ),
  ),
);

function randomFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof randomFrom>;

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;
const patternOf = (random: Random, characters: string): string =>
  [...Array(random(4))].map(() => pick(random, [...characters])).join('');

function conditionOf(random: Random): Condition {
  const some = (value: () => string): string[] => [...Array(1 + random(2))].map(value);
  switch (random(4)) {
    case 0:
      return {
        Field: 'path-pattern',
        Values: some(() => `/${patternOf(random, 'aabA*?')}`),
        RegexValues: [],
      };
    case 1:
      return { Field: 'host-header', Values: some(() => patternOf(random, 'aB.*?')), RegexValues: [] };
    case 2:
      return {
        Field: 'http-request-method',
        Values: some(() => pick(random, ['GET', 'POST'])),
        RegexValues: [],
      };
    default:
      return {
        Field: 'http-header',
        HttpHeaderName: pick(random, ['Agent', 'agent']),
        Values: some(() => patternOf(random, 'aB*')),
        RegexValues: [],
      };
  }
}

const ruleOf = (random: Random): ListenerRule => ({
  Priority: 1,
  IsDefault: false,
  Conditions: [...Array(1 + random(2))].map(() => conditionOf(random)),
  Actions: [],
});

const meets = (request: Request, { Conditions }: ListenerRule): boolean =>
  Conditions.every(({ Field, Values }) =>
    Values.some((value) => {
      if (Field === 'path-pattern') return matchesGlob(request.path, value);
      if (Field === 'http-request-method') return request.method === value;
      const text = Field === 'host-header' ? request.host : request.agent;
      return text !== undefined && matchesGlob(text.toLowerCase(), value.toLowerCase());
    }),
  );

test('of 5,000 listeners, no request reaches a rule that is told to be taken, and none is unknown', () => {
  const random = randomFrom(42);
  const seen = { taken: 0, open: 0, unsure: 0 };
  for (let round = 0; round < 5_000; round += 1) {
    const earlier = [...Array(1 + random(4))].map(() => ruleOf(random));
    const rule = ruleOf(random);
    const { status } = reachOf(rule, earlier);
    seen[status] += 1;
    const escapes = requests.some(
      (request) => meets(request, rule) && !earlier.some((one) => meets(request, one)),
    );
    if (status === 'taken' && escapes) expect({ earlier, rule }).toBe('reached by no request');
  }
  expect(seen.unsure).toBe(0);
  expect(seen.taken).toBeGreaterThan(300);
  expect(seen.open).toBeGreaterThan(300);
});
