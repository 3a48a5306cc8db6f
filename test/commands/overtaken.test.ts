import { expect, test } from '@jest/globals';
import { whyNotLater } from '../../src/commands/audit/overtaken.ts';
import { DoneError } from '../../src/model/held-error.ts';
import type { KnownPlace } from '../../src/model/memory.ts';
import { NotLaterError } from '../../src/model/not-later-error.ts';
import type { Policy } from '../../src/model/policy.ts';
import { here, minute } from '../support/sightings.ts';

const policies = ['shop', 'bank'].map((id) => ({ id, scope: {}, components: [] }) as unknown as Policy);
const fact = 'the audit of it is not later than one that is stored';

interface Case {
  readonly name: string;
  /** The minute of the stored audit; this one began at 10, and is kept at 12. */
  readonly last: number;
  /** When each policy was last judged. */
  readonly judged: Readonly<Record<'shop' | 'bank', number>>;
  readonly says: string;
  readonly isDone?: true;
}

const cases: readonly Case[] = [
  {
    name: 'an audit of the past belongs elsewhere',
    last: 9,
    judged: { shop: 9, bank: 9 },
    says: `${fact}\nkeep it elsewhere`,
  },
  {
    name: 'another process has audited all of it meanwhile: it was its turn',
    last: 10,
    judged: { shop: 10, bank: 10 },
    says: 'another process has audited 111122223333/sa-east-1 meanwhile: this audit is not kept',
    isDone: true,
  },
  {
    name: 'another process has audited a part of it: the rest is judged when it is due',
    last: 11,
    judged: { shop: 11, bank: 5 },
    says: 'another process has audited a part of 111122223333/sa-east-1 since this audit began: it is not kept\nthe next is made when it is due',
  },
  {
    name: 'one that is yet to come is a matter of clocks',
    last: 59,
    judged: { shop: 59, bank: 59 },
    says: `${fact}, which is yet to come: a clock is wrong, or was\nset it; audits are kept again once that time is past`,
  },
];

test.each(cases)('$name', ({ last, judged, says, isDone = false }) => {
  const of = Object.entries(judged).map(([id, at]) => [id, { sha256: '', at: minute(at) }]);
  const place = { account: here.account, region: here.region };
  const known: KnownPlace = { place, lastAudit: minute(last), policies: Object.fromEntries(of), blind: [] };
  const why = whyNotLater(new NotLaterError(`${fact}\nkeep it elsewhere`, minute(last)), {
    places: [place],
    policies,
    begun: new Date(minute(10)),
    now: new Date(minute(12)),
    known: [known],
  });
  expect([why.message, why instanceof DoneError]).toEqual([says, isDone]);
});
