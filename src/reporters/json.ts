import type { Audit, UnreadFact } from '../model/audit.ts';
import type { Finding, ResourceRef } from '../model/finding.ts';
import type { Reporter } from '../model/ports.ts';
import { summaryOf } from '../model/summary.ts';
import { permissionFor, type Unseen, wordsOf } from '../model/unseen.ts';
import type { Facts, Failure } from '../model/verdict.ts';
import { escapeInvisible } from '../text/escape.ts';
import { jsonValue } from '../text/json-value.ts';

/** One document, described by schemas/audit.schema.json. Its keys are a promise: they are listed, never spread. */
const json: Reporter = {
  name: 'json',
  render: (audit) => `${escapeInvisible(JSON.stringify(documentOf(audit), null, 2))}\n`,
};
export default json;

function documentOf(audit: Audit): object {
  const { asked, answered, refused, reused } = audit.calls;
  return {
    plumbline: audit.plumbline,
    id: audit.id,
    startedAt: audit.startedAt,
    finishedAt: audit.finishedAt,
    places: audit.places.map(({ account, region }) => ({ account, region })),
    policies: audit.policies.map(({ id, sha256 }) => ({ id, sha256 })),
    summary: summaryOf(audit.findings),
    coverage: { calls: { asked, answered, refused, reused }, unread: audit.unread.map(unreadOf) },
    findings: audit.findings.map(findingOf),
  };
}

const unreadOf = (fact: UnreadFact) => ({
  type: fact.type,
  account: fact.account,
  region: fact.region,
  property: fact.property,
  ...unseenOf(fact),
});

/** `operation`, `permission`, `message` and `since` are null where there is none. */
function unseenOf(unseen: Unseen) {
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

function findingOf({
  policy,
  component,
  check,
  severity,
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

const resourceOf = ({ type, id, name, label, account, region }: ResourceRef) => ({
  type,
  id,
  name,
  label: label ?? null,
  account,
  region,
});
