import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../../../src/model/finding.ts';
import type { Refusal } from '../../../src/model/unseen.ts';
import type { Outcome } from './audit.ts';
import type { Expected } from './way.ts';

// Three tries of 30 s each, with what is waited in between.
const longest = 110;

/** What an audit says though an answer was spoilt, and may not say. */
export function offencesIn(
  before: Outcome,
  after: Outcome,
  operation: string,
  expected: Expected,
): readonly string[] {
  if ('thrown' in before || 'thrown' in after) return [`throws ${'thrown' in after ? after.thrown : ''}`];
  const { audit, status, seconds } = after;
  const same = status === before.status && isDeepStrictEqual(audit.findings, before.audit.findings);
  const offences = [
    ...invented(before.audit.findings, audit.findings),
    ...hidden(before.audit.findings, audit.findings),
    ...(seconds > longest ? [`takes ${seconds.toFixed(0)} s`] : []),
  ];
  if (same && (expected.harmless || expected.either)) return offences;
  return [
    ...offences,
    ...(expected.harmless
      ? [`is not what it was: exit status ${status}`]
      : untold(after, operation, expected)),
  ];
}

/** What the report does not say of the answer that was spoilt. */
function untold(
  { audit, status }: Extract<Outcome, { audit: unknown }>,
  operation: string,
  expected: Expected,
): readonly string[] {
  const refused = audit.unread.flatMap((fact) => (fact.kind === 'refused' ? [fact] : []));
  const ofIt = refused.filter((fact) => fact.operation === operation);
  // A name that nobody has is told by the question about it.
  const isTold = refused.some((fact) => fact.operation.split(':')[0] === operation.split(':')[0]);
  return [
    ...(status === 2 || status === 3 ? [] : [`exit status ${status}`]),
    ...(isTold ? [] : [`${operation} is not told as unread`]),
    ...new Set(ofIt.flatMap((fact) => wordsAmiss(fact, expected))),
  ];
}

function wordsAmiss(
  { operation, permission, reason, message }: Refusal,
  expected: Expected,
): readonly string[] {
  const helps = expected.permission === true && operation !== 'sts:GetCallerIdentity';
  return [
    ...((permission !== undefined) === helps ? [] : [`permission ${permission} for ${reason}: ${message}`]),
    ...(message ? [] : [`nothing is said of ${reason}`]),
    ...(!expected.says || message?.includes(expected.says) ? [] : [`says ${message}`]),
    ...(message && /\p{C}|Deserialization/u.test(message) ? [`says ${JSON.stringify(message)}`] : []),
  ];
}

function invented(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const was = new Map(before.map((finding) => [identityOf(finding), finding.verdict.status]));
  return after.flatMap((finding) => {
    const [{ status, message }, known] = [finding.verdict, was.get(identityOf(finding))];
    return status === 'unknown' || status === known
      ? []
      : [`${identityOf(finding)} was ${known}, is ${status}: ${message}`];
  });
}

function hidden(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const is = new Set(after.map(identityOf));
  const unsure = new Set(
    after
      .filter(({ verdict }) => verdict.status === 'unknown')
      .map(({ policy, component }) => `${policy} ${component}`),
  );
  return before.flatMap((finding) =>
    finding.verdict.status !== 'fail' ||
    is.has(identityOf(finding)) ||
    unsure.has(`${finding.policy} ${finding.component}`)
      ? []
      : [`${identityOf(finding)} is hidden`],
  );
}

export const identityOf = ({ policy, component, check, resource }: Omit<Finding, 'verdict'>): string =>
  `${policy} ${component}/${check} of ${resource?.name ?? '-'}`;
