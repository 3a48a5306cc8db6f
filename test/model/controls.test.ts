import { expect, test } from '@jest/globals';
import { controlsOf } from '../../src/model/controls.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fail, notApplicable, pass, unknown } from '../../src/model/verdict.ts';
import { asked, audit, finding } from '../support/audits.ts';

const holds = finding({ satisfies: ['C'] });
const fails = finding({ satisfies: ['C'], verdict: fail('no') });
const hidden = finding({ satisfies: ['C'], verdict: unknown('not seen') });
const idle = finding({ satisfies: ['C'], verdict: notApplicable('not of this kind') });
const excepted: Finding = { ...fails, exception: { id: 'EX', expires: '2027-01-31' } };

test.each([
  ['holds where all that serves it holds', [holds, holds], 'holds'],
  ['holds where the rest does not apply', [holds, idle], 'holds'],
  ['is violated where one thing fails', [holds, hidden, fails], 'violated'],
  ['is unknown where one thing is', [holds, hidden, excepted], 'unknown'],
  ['is excepted where one thing is, and all else holds', [holds, excepted], 'excepted'],
  ['is not judged where nothing applies', [idle], 'not-judged'],
])('a control %s', (_, findings, status) => {
  expect(controlsOf(audit({ findings }))).toMatchObject([{ control: 'C', status }]);
});

test('a control that a part left out serves is unknown, whatever else serves it', () => {
  const partial = {
    policies: null,
    components: ['edge'],
    leftOut: { components: ['p/files'], controls: ['C'] },
  };
  expect(controlsOf(audit({ findings: [holds], partial }))).toMatchObject([{ status: 'unknown' }]);
});

test('a control without a finding is told all the same', () => {
  expect(controlsOf({ ...asked, findings: [finding({ verdict: pass() })] })).toMatchObject([
    { control: 'A', status: 'not-judged' },
    { control: 'B', status: 'unknown' },
  ]);
});
