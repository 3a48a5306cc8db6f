import type { Audit } from '../../model/audit.ts';
import type { Change, Compared, Drift, JudgedBy } from '../../model/drift.ts';
import { escapeInvisible } from '../../text/escape.ts';
import { jsonValue } from '../../text/json-value.ts';
import { evidenceJson } from '../json/evidence.ts';
import { type Context, findingOf, resourceOf, unseenOf } from '../json/finding.ts';

/** What came between two audits, as a document. */
export function driftJson({ before, after, judgedBy, drifts, policies, byPolicy }: Compared): string {
  const document = {
    before: sideOf(before, judgedBy[0]),
    after: sideOf(after, judgedBy[1]),
    places: placesOf(drifts, after),
    policies: policies.map((change) => ({ ...change })),
    byPolicy: placesOf(
      byPolicy.filter(({ changes }) => changes.length > 0),
      after,
    ),
  };
  return `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;
}

const sideOf = (audit: Audit, judgedBy: JudgedBy) => ({
  id: audit.id,
  startedAt: audit.startedAt,
  judgedBy,
  evidence: evidenceJson(audit),
});

export const placesOf = (drifts: readonly Drift[], context: Context): readonly object[] =>
  drifts.map(({ place: { account, region }, baseline, changes }) => ({
    account,
    region,
    baseline,
    changes: changes.map((change) => changeOf(change, context)),
  }));

function changeOf(change: Change, context: Context): object {
  const { kind, since } = change;
  switch (change.kind) {
    case 'worsened':
    case 'changed':
      return { kind, since, before: change.before.message, finding: findingOf(change.finding, context) };
    case 'closed':
      return {
        kind,
        since,
        why: change.why,
        openedAt: change.openedAt,
        finding: findingOf(change.finding, context),
      };
    case 'unverified':
      return {
        kind,
        since,
        unseen: change.unseen && unseenOf(change.unseen),
        finding: findingOf(change.finding, context),
      };
    case 'flapping':
      return { kind, since, turns: change.turns, finding: findingOf(change.finding, context) };
    case 'opened':
    case 'verified':
      return { kind, since, finding: findingOf(change.finding, context) };
    case 'cannot-see':
      return { kind, since, type: change.type, hides: change.hides, unseen: unseenOf(change.unseen) };
    case 'can-see':
      return { kind, since, type: change.type };
    case 'resource':
    case 'property':
      return { kind, since, ...partOf(change) };
  }
}

function partOf(change: Extract<Change, { kind: 'resource' | 'property' }>): object {
  const { policy, component } = change;
  const about = { policy, component, resource: resourceOf(change.resource) };
  if (change.kind === 'resource') return { what: change.what, ...about };
  const { path, before, after } = change;
  return { ...about, path, before: jsonValue(before), after: jsonValue(after) };
}
