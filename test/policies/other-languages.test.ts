import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { advised } from './advised.ts';

/** What people write who come from Cloud Custodian, OPA, Terraform, Guard, Checkov, AWS Config, JSON Schema or MongoDB. */
interface Guess {
  readonly part: 'select' | 'expect' | 'rules' | 'component' | 'type' | 'policy' | 'exception';
  readonly type?: string;
  readonly given: unknown;
  /** What answers it; nothing where it means what they meant. */
  readonly told: readonly string[];
}

const guesses = JSON.parse(
  readFileSync('test/policies/other-languages.golden.json', 'utf8'),
) as readonly Guess[];

const edge = { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' };
const policy = (more: unknown) =>
  JSON.stringify({ version: 1, id: 'p', title: 'P', components: { edge }, ...(more as object) });

function textOf({ part, type, given }: Guess): string {
  const component = (more: unknown) => policy({ components: { it: { type, ...(more as object) }, edge } });
  const exception = {
    id: 'EX-1',
    component: 'edge',
    check: 'count',
    reason: 'Long enough a reason',
    approvedBy: 'cto',
    expires: '2027-01-31',
  };
  switch (part) {
    case 'policy':
      return policy(given);
    case 'exception':
      return policy({ exceptions: [{ ...exception, ...(given as object) }] });
    case 'component':
      return component(given);
    case 'type':
      return component({ type: given });
    default:
      return component({ [part]: given });
  }
}

const read = (text: string) =>
  readPolicy({ file: 'p.json', text, sha256: '' }, { ...registered, now: new Date('2026-11-24T12:00:00Z') })
    .mistakes;
const told = (text: string) => read(text).map(({ message }) => message);

test.each(guesses)('$part of $type, $given, is answered with the right word', (guess) => {
  expect(told(textOf(guess))).toEqual(guess.told);
});

const followed = guesses.flatMap((guess) => {
  const text = textOf(guess);
  // Under a name that was mistaken the value is told once the name is right.
  const telling = read(text).filter(({ message }) => message.includes('; write '));
  return telling.flatMap((mistake) =>
    advised(text, mistake).map((better) => [mistake.message, text, better] as const),
  );
});

test('most messages say what to write', () => {
  expect(followed.length).toBeGreaterThan(100);
});

test.each(followed)('what is advised is not refused next: %s', (_, text, better) => {
  const before = told(text);
  expect(told(better).filter((message) => !before.includes(message))).toEqual([]);
});
