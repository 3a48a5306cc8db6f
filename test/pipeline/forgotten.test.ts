import { expect, test } from '@jest/globals';
import { forgotten } from '../../src/pipeline/forgotten.ts';
import { at, cannotSee, firewall, here, opened, policy, settings, story } from '../support/alerts.ts';

const context = { settings: settings(), policies: [policy()] };

interface Case {
  readonly name: string;
  readonly isAsked: boolean | undefined;
  /** Hours since the last audit. */
  readonly hours: number;
  readonly ends: boolean;
}

const cases: readonly Case[] = [
  { name: 'what is to be audited and is not stays open', isAsked: true, hours: 48, ends: false },
  { name: 'what nobody can tell of stays open', isAsked: undefined, hours: 48, ends: false },
  { name: 'what another configuration may still audit stays open', isAsked: false, hours: 23, ends: false },
  { name: 'what nobody asks for, and nobody audits, is over', isAsked: false, hours: 24, ends: true },
];

test.each(cases)('$name', ({ isAsked, hours, ends }) => {
  const { play, known } = story();
  play('14:05', [opened(firewall()), cannotSee('AWS::ECS::Service')]);
  const place = { place: here, lastAudit: at('14:05').toISOString(), policies: {}, blind: [] };
  const now = new Date(at('14:05').getTime() + hours * 60 * 60_000);
  const told = forgotten([...known.values()], { known: [place], isAsked: () => isAsked }, now, context);
  expect(told.incidents.map(({ status }) => status)).toEqual(ends ? ['resolved', 'resolved'] : []);
  const [edit, reply] = told.outbox;
  if (!ends) return;
  expect(edit?.notice).toMatchObject({
    headline: 'this place is not audited any more',
    ending: 'the place is not audited any more',
    ended: ['Not audited any more: firewall/geo-block of kiosk-waf'],
  });
  expect(reply?.notice.news).toEqual([
    'The configuration does not ask for audits of this place any more',
    'Resolved after 24 h',
  ]);
});
