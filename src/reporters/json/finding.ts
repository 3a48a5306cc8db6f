import type { Finding, ResourceRef } from '../../model/finding.ts';
import { permissionFor, type Unseen, wordsOf } from '../../model/unseen.ts';
import type { Facts, Failure } from '../../model/verdict.ts';
import { jsonValue } from '../../text/json-value.ts';

/** `operation`, `permission`, `message` and `since` are null where there is none. */
export function unseenOf(unseen: Unseen) {
  return {
    kind: unseen.kind,
    operation: 'operation' in unseen ? unseen.operation : null,
    reason: unseen.kind === 'refused' ? unseen.reason : wordsOf(unseen),
    permission: permissionFor(unseen) ?? null,
    message: 'message' in unseen ? (unseen.message ?? null) : null,
    since: unseen.kind === 'settling' ? (unseen.since ?? null) : null,
  };
}

/** One of several failing facts of a check. */
const factOf = ({ message, expected, actual, path }: Failure) => ({
  message,
  expected: jsonValue(expected),
  actual: jsonValue(actual),
  path: path ?? null,
});

/** A finding as machines read it. */
export function findingOf({
  policy,
  component,
  check,
  severity,
  type,
  place,
  resource,
  verdict,
  because,
  exception,
}: Finding) {
  const facts: Facts = verdict.status === 'fail' ? verdict : {};
  return {
    policy,
    component,
    check,
    severity,
    type,
    place: place && { account: place.account, region: place.region },
    resource: resource && resourceOf(resource),
    verdict: verdict.status,
    message: verdict.message,
    expected: jsonValue(facts.expected),
    actual: jsonValue(facts.actual),
    path: facts.path ?? null,
    facts: verdict.status === 'fail' && verdict.facts ? verdict.facts.map(factOf) : [],
    unseen: verdict.status === 'unknown' && verdict.unseen ? unseenOf(verdict.unseen) : null,
    because,
    exception: exception && { id: exception.id, expires: exception.expires },
  };
}

export const resourceOf = ({ type, id, name, label, account, region }: ResourceRef) => ({
  type,
  id,
  name,
  label: label ?? null,
  account,
  region,
});
