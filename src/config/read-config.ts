import { isObject } from '../documents/json-object.ts';
import { locator } from '../documents/locate.ts';
import { inFile, inOrder, type Mistake } from '../documents/mistake.ts';
import { otherKind } from '../documents/other-kind.ts';
import { parse } from '../documents/parse.ts';
import { slipsOfShape, type Validate } from '../documents/shape.ts';
import { valueAt, type Words } from '../documents/shape-wording.ts';
import { atValue, type Path, type Slip, soundBut } from '../documents/slip.ts';
import { slipsOfAlerts } from './alerts.ts';
import type { Config } from './config.ts';
import { slipsOfAccounts } from './meaning.ts';
import { slipsOfPolicyIds, slipsOfSchedule } from './schedule.ts';
import { slipsOfStore } from './store.ts';

export type ConfigReading =
  | { readonly config: Config; readonly mistakes: readonly [] }
  | { readonly config: undefined; readonly mistakes: readonly Mistake[] };

/** Turns the text of a configuration into one, or into every mistake in it. */
export function readConfig(
  { file, text }: { readonly file: string; readonly text: string },
  validate: Validate,
): ConfigReading {
  const { root, value, mistakes, spots } = parse(text, {
    comments: file.endsWith('.jsonc'),
    whole: words.whole,
  });
  const wrong = root ? slipsOf(value, validate).map(locator(spots, root)) : [];
  const all = inOrder([...mistakes, ...wrong].map((mistake) => inFile(file, mistake)));
  return all.length === 0 ? { config: value as Config, mistakes: [] } : { config: undefined, mistakes: all };
}

/** The policies that a sound configuration names and that are not there, once it is known which are. */
export function unknownPolicies(
  { file, text }: { readonly file: string; readonly text: string },
  ids: readonly string[],
): readonly Mistake[] {
  const { root, value, spots } = parse(text, { comments: file.endsWith('.jsonc'), whole: words.whole });
  const wrong = root ? slipsOfPolicyIds(value, ids).map(locator(spots, root)) : [];
  return inOrder(wrong.map((mistake) => inFile(file, mistake)));
}

function slipsOf(document: unknown, validate: Validate): readonly Slip[] {
  const other = otherKind(document, 'configuration');
  if (other !== undefined) return [atValue([], other)];
  const shape = slipsOfShape(document, validate, words);
  const isSound = soundBut(shape);
  return [
    ...shape,
    ...slipsOfAccounts(document, isSound),
    ...slipsOfStore(document),
    ...slipsOfAlerts(document, isSound),
    ...slipsOfSchedule(document, isSound),
  ];
}

const words: Words = {
  whole: 'a configuration',
  lacking: (path, document) =>
    accountAt(path, document) ? `${accountAt(path, document)} has no` : undefined,
  needing: accountAt,
  belongs: ([room], key) =>
    room === undefined && ofAccount.includes(key) ? 'it stands in each of "accounts"' : undefined,
  synonyms: { id: ['account'], region: ['regions'], role: ['roleArn'] },
};

const ofAccount = ['region', 'regions', 'role', 'roleArn', 'externalId'];

/** `account production`, where it has a name. */
function accountAt(path: Path, document: unknown): string | undefined {
  if (path[0] !== 'accounts' || path.length !== 2) return undefined;
  const account = valueAt(document, path);
  const name = isObject(account) ? account['name'] : undefined;
  return typeof name === 'string' && name !== '' ? `account ${JSON.stringify(name)}` : 'an account';
}
