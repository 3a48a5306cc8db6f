import type { Finding } from './finding.ts';

export interface Summary {
  readonly pass: number;
  /** Without those that stand under an exception. */
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly excepted: number;
}

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (wanted: (finding: Finding) => boolean) => findings.filter(wanted).length;
  return {
    pass: count(({ verdict }) => verdict.status === 'pass'),
    fail: count(isViolation),
    unknown: count(({ verdict }) => verdict.status === 'unknown'),
    notApplicable: count(({ verdict }) => verdict.status === 'not-applicable'),
    excepted: count(isExcepted),
  };
}

export const isViolation = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception === null;

export const isExcepted = ({ verdict, exception }: Finding): boolean =>
  verdict.status === 'fail' && exception !== null;
