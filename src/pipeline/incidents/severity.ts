import { type Severity, severities } from '../../model/severity.ts';

export const rankOf = (severity: Severity): number => severities.indexOf(severity);

export const worstOf = (all: readonly Severity[]): Severity | undefined =>
  [...all].sort((a, b) => rankOf(b) - rankOf(a))[0];
