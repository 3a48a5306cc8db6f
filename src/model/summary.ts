import type { Finding } from './finding.ts';

export interface Summary {
  readonly pass: number;
  /** Without those that stand under an exception. */
  readonly fail: number;
  /** Without what is accepted. */
  readonly unknown: number;
  readonly notApplicable: number;
  /** Failures under an exception. */
  readonly excepted: number;
  /** What is unknown under an exception that accepts so. */
  readonly accepted: number;
}

export function summaryOf(findings: readonly Finding[]): Summary {
  const counts = { pass: 0, fail: 0, unknown: 0, notApplicable: 0, excepted: 0, accepted: 0 };
  for (const finding of findings) counts[standingOf(finding)] += 1;
  return counts;
}

function standingOf({ verdict, exception }: Finding): keyof Summary {
  switch (verdict.status) {
    case 'pass':
      return 'pass';
    case 'fail':
      return exception === null ? 'fail' : 'excepted';
    case 'unknown':
      return exception === null ? 'unknown' : 'accepted';
    case 'not-applicable':
      return 'notApplicable';
  }
}

export const isViolation = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception === null;

export const isExcepted = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception !== null;

export const isAccepted = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'unknown' && exception !== null;

export const isUnknown = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'unknown' && exception === null;
