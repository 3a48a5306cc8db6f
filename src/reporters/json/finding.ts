import type { Audit, AuditedPolicy } from '../../model/audit.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import { nameOfPlace } from '../../model/place.ts';
import { permissionFor, type Unseen, wordsOf } from '../../model/unseen.ts';
import type { Facts, Failure, Verdict } from '../../model/verdict.ts';
import { jsonValue } from '../../text/json-value.ts';
import { type Asked, askedFor } from '../told/asked.ts';

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
const factOf = ({ message, expected, actual, path, fix }: Failure) => ({
  message,
  expected: jsonValue(expected),
  actual: jsonValue(actual),
  path: path ?? null,
  fix: fix ?? null,
});

/** What findings are told in: the policies and places of their audit. */
export type Context = Pick<Audit, 'policies' | 'places'>;

/** A finding as machines read it, with what its policy says of it. */
export function findingOf(finding: Finding, context: Context) {
  const { policy, component, check, severity, type, place, resource, verdict, because } = finding;
  const asked = askedFor(finding, context.policies);
  return {
    policy,
    component,
    componentTitle: asked.component?.title ?? null,
    check,
    title: asked.check?.title ?? null,
    severity,
    type,
    place: place && {
      account: place.account,
      region: place.region,
      name: nameOfPlace(place, context.places) ?? null,
    },
    resource: resource && resourceOf(resource),
    ...verdictOf(verdict),
    because,
    why: finding.why,
    fix: finding.fix,
    owner: asked.policy?.owner ? ownerOf(asked.policy.owner) : null,
    satisfies: finding.satisfies,
    exception: exceptionOf(finding, asked.exception),
    source: asked.policy?.file === undefined ? null : sourceOf(asked.policy.file, asked),
  };
}

function verdictOf(verdict: Verdict) {
  const facts: Facts = verdict.status === 'fail' ? verdict : {};
  return {
    verdict: verdict.status,
    message: verdict.message,
    expected: jsonValue(facts.expected),
    actual: jsonValue(facts.actual),
    path: facts.path ?? null,
    facts: verdict.status === 'fail' && verdict.facts ? verdict.facts.map(factOf) : [],
    offenders: (facts.offenders ?? []).map(resourceOf),
    unseen: verdict.status === 'unknown' && verdict.unseen ? unseenOf(verdict.unseen) : null,
  };
}

export const ownerOf = ({ team, route }: NonNullable<AuditedPolicy['owner']>) => ({
  team,
  route: route ?? null,
});

function exceptionOf({ exception }: Finding, accepted: Asked['exception']) {
  if (!exception) return null;
  const { id, expires } = exception;
  return {
    id,
    expires,
    reason: accepted?.reason ?? null,
    approvedBy: accepted?.approvedBy ?? null,
    line: accepted?.line ?? null,
  };
}

/** The lines of the component and of the check; that of a count nobody wrote is the component's. */
const sourceOf = (file: string, { component, check, complaint }: Asked) => ({
  file,
  line: complaint?.line ?? check?.line ?? component?.line ?? null,
  componentLine: component?.line ?? null,
});

export const resourceOf = ({ type, id, name, label, account, region }: ResourceRef) => ({
  type,
  id,
  name,
  label: label ?? null,
  account,
  region,
});
