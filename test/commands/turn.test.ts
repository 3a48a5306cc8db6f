import { expect, test } from '@jest/globals';
import type { Holder } from '../../src/commands/audit/holder.ts';
import { inTurn } from '../../src/commands/audit/turn.ts';
import { DoneError } from '../../src/model/held-error.ts';
import type { KnownPlace, Memory } from '../../src/model/memory.ts';
import type { Policy } from '../../src/model/policy.ts';
import { fakeShell } from '../support/shell.ts';
import { here, minute } from '../support/sightings.ts';

const policies = ['shop', 'bank'].map((id) => ({ id, scope: {}, components: [] }) as unknown as Policy);

interface Case {
  readonly name: string;
  /** Whether others have the place when it is asked for; it is given back a minute later. */
  readonly isHeld: boolean;
  readonly isScheduled: boolean;
  /** The minutes of the audits of each policy before this one begins, at the minute 10, and when it has the place. */
  readonly judged: Readonly<Record<'shop' | 'bank', readonly [before: number, after: number]>>;
  readonly comes: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'nobody else: it audits',
    isHeld: false,
    isScheduled: true,
    judged: { shop: [5, 5], bank: [5, 5] },
    comes: ['audits at 10'],
  },
  {
    name: 'another, which began before, audited all of it while this one waited: it was its turn',
    isHeld: true,
    isScheduled: true,
    judged: { shop: [5, 9], bank: [5, 9] },
    comes: ['done'],
  },
  {
    name: 'another began after this one and was faster: it was its turn',
    isHeld: false,
    isScheduled: true,
    judged: { shop: [5, 10], bank: [5, 10] },
    comes: ['done'],
  },
  {
    name: 'another audited other policies of the place: this one begins anew, to be the later one',
    isHeld: true,
    isScheduled: true,
    judged: { shop: [5, 10], bank: [5, 5] },
    comes: ['audits at 11'],
  },
  {
    name: 'another audited other policies, and began before: this one goes on',
    isHeld: true,
    isScheduled: true,
    judged: { shop: [5, 9], bank: [5, 5] },
    comes: ['audits at 10'],
  },
  {
    name: 'a report that somebody asked for is made all the same, of later',
    isHeld: false,
    isScheduled: false,
    judged: { shop: [5, 10], bank: [5, 10] },
    comes: ['audits at 11'],
  },
  {
    name: 'an audit of the future is no turn: the clocks differ, and what is kept says so',
    isHeld: false,
    isScheduled: true,
    judged: { shop: [5, 59], bank: [5, 59] },
    comes: ['audits at 10'],
  },
];

test.each(cases)('$name', async ({ isHeld, isScheduled, judged, comes }) => {
  let [clock, taken] = [10, false];
  const places = async () => [known(judged, taken ? 1 : 0)];
  const memory = { present: { places } } as unknown as Memory;
  const holder: Holder = {
    async take(_, __, whenHeld) {
      if (isHeld && !taken) await whenHeld?.();
      if (!taken) clock = 11;
      taken = true;
    },
    release: async () => undefined,
  };
  const shell = fakeShell({ now: () => new Date(minute(clock)) });
  const said: string[] = [];
  const work = inTurn(
    { memory, holder, policies, isScheduled },
    async (enter) => {
      const begun = clock;
      await enter([here]);
      said.push(`audits at ${begun}`);
    },
    shell,
  );
  await work.catch((error: unknown) => said.push(error instanceof DoneError ? 'done' : String(error)));
  expect(said).toEqual(comes);
});

function known(judged: Case['judged'], which: 0 | 1): KnownPlace {
  const at = Object.entries(judged).map(([id, minutes]) => [id, { sha256: '', at: minute(minutes[which]) }]);
  const lastAudit = minute(Math.max(...Object.values(judged).map((minutes) => minutes[which])));
  return { place: here, lastAudit, policies: Object.fromEntries(at), blind: [] };
}
