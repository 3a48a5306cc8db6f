import type { Audit, AuditedPolicy, PartOfPolicies, UnreadFact } from '../model/audit.ts';
import type { Claim, Looked } from '../model/claim.ts';
import { type Control, controlsOf } from '../model/controls.ts';
import type { Drift } from '../model/drift.ts';
import type { Reporter } from '../model/ports.ts';
import { refusalsOf } from '../model/refusals.ts';
import { summaryOf } from '../model/summary.ts';
import { escapeInvisible } from '../text/escape.ts';
import { jsonValue } from '../text/json-value.ts';
import { placesOf } from './drift/json.ts';
import { evidenceJson } from './json/evidence.ts';
import { findingOf, ownerOf, resourceOf, unseenOf } from './json/finding.ts';

/** One document, described by schemas/audit.schema.json. Its keys are a promise: they are listed, never spread. */
const json: Reporter = {
  name: 'json',
  render: (audit, { drifts }) => `${escapeInvisible(JSON.stringify(documentOf(audit, drifts), null, 2))}\n`,
};
export default json;

function documentOf(audit: Audit, drifts: readonly Drift[] | undefined): object {
  const { asked, answered, refused, reused } = audit.calls;
  return {
    plumbline: audit.plumbline,
    id: audit.id,
    startedAt: audit.startedAt,
    finishedAt: audit.finishedAt,
    evidence: evidenceJson(audit),
    partial: audit.partial ? partOf(audit.partial) : null,
    places: audit.places.map(({ account, region, name }) => ({ account, region, name: name ?? null })),
    policies: audit.policies.map(policyOf),
    summary: summaryOf(audit.findings),
    controls: controlsOf(audit).map(controlOf),
    coverage: {
      calls: { asked, answered, refused, reused, refusals: refusalsOf(audit.calls, audit.unread) ?? null },
      unread: audit.unread.map(unreadOf),
      looked: audit.looked.map(lookedOf),
    },
    findings: audit.findings.map((finding) => findingOf(finding, audit)),
    resources: audit.claims.map(claimOf),
    drift: drifts ? placesOf(drifts, audit) : null,
  };
}

const policyOf = ({ id, title, sha256, file, owner }: AuditedPolicy) => ({
  id,
  title,
  sha256,
  file: file ?? null,
  owner: owner ? ownerOf(owner) : null,
});

const partOf = ({ policies, components, leftOut }: PartOfPolicies) => ({
  policies,
  components,
  leftOut: { components: leftOut.components, controls: leftOut.controls },
});

const controlOf = ({ control, status, pass, fail, unknown, notApplicable, excepted }: Control) => ({
  control,
  status,
  pass,
  fail,
  unknown,
  notApplicable,
  excepted,
});

const unreadOf = (fact: UnreadFact) => ({
  type: fact.type,
  account: fact.account,
  region: fact.region,
  resource: fact.resource ?? null,
  property: fact.property,
  ...unseenOf(fact),
  exception: fact.exception ? { id: fact.exception.id, expires: fact.exception.expires } : null,
  checks: (fact.checks ?? []).map(({ policy, component, check }) => ({ policy, component, check })),
});

const lookedOf = ({ type, account, region, seen, unseen }: Looked) => ({
  type,
  account,
  region,
  seen,
  complete: unseen === null,
});

const claimOf = ({ policy, component, resource, properties, hidden, unsure, moving, autoscaled }: Claim) => ({
  policy,
  component,
  resource: resourceOf(resource),
  properties: jsonValue(properties),
  hidden,
  unsure,
  moving,
  autoscaled: autoscaled ?? false,
});
