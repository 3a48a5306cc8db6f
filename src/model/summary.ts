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
  const count = (wanted: (finding: Finding) => boolean) => findings.filter(wanted).length;
  return {
    pass: count(({ verdict }) => verdict.status === 'pass'),
    fail: count(isViolation),
    unknown: count(isUnknown),
    notApplicable: count(({ verdict }) => verdict.status === 'not-applicable'),
    excepted: count(isExcepted),
    accepted: count(isAccepted),
  };
}

export const isViolation = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception === null;

export const isExcepted = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception !== null;

export const isAccepted = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'unknown' && exception !== null;

export const isUnknown = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'unknown' && exception === null;
