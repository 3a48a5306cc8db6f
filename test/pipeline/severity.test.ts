import { describe, expect, test } from '@jest/globals';
import type { Severity } from '../../src/model/severity.ts';
import { componentOf, judged, policyOf, thing } from '../support/world.ts';

interface Said {
  readonly policy?: Severity;
  readonly component?: Severity;
  readonly requirement?: Severity;
}

const severityKey = (severity: Severity | undefined) => (severity ? { severity } : {});

/** What each check of one thing weighs, where the policy says so much of it. The rule itself says high. */
function severities({ policy, component, requirement }: Said): Record<string, Severity> {
  const rules = [{ rule: 'big-enough', params: {}, satisfies: [], ...severityKey(requirement) }];
  const things = componentOf({}, { rules, expect: { Size: 2 }, ...severityKey(component) });
  const findings = judged(policyOf([things], severityKey(policy)), [thing('a', { Size: 2 })]);
  return Object.fromEntries(findings.map(({ check, severity }) => [check, severity]));
}

describe('the severity of a rule', () => {
  test.each<[string, Said, Severity]>([
    ['is its own where the policy is silent', {}, 'high'],
    ['is that of the policy, though it is less', { policy: 'low' }, 'low'],
    ['is that of the component before the policy', { policy: 'critical', component: 'low' }, 'low'],
    [
      'is what is said where it is asked for, before all else',
      { policy: 'critical', component: 'high', requirement: 'low' },
      'low',
    ],
    ['may be raised where it is asked for', { policy: 'low', requirement: 'critical' }, 'critical'],
  ])('%s', (_, said, severity) => {
    expect(severities(said)['big-enough']).toBe(severity);
  });
});

describe('that a thing is there, and what is expected of it', () => {
  test.each<[string, Said, Severity, Severity]>([
    ['are critical and medium where the policy is silent', {}, 'critical', 'medium'],
    ['weigh what the policy says', { policy: 'low' }, 'low', 'low'],
    ['weigh what the component says before the policy', { policy: 'low', component: 'high' }, 'high', 'high'],
    ['do not weigh what is said of a rule', { requirement: 'low' }, 'critical', 'medium'],
  ])('%s', (_, said, count, expectation) => {
    expect(severities(said)).toMatchObject({ count, 'expect.Size': expectation });
  });
});
