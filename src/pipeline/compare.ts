import type { Drift } from '../model/drift.ts';
import { identityOf } from '../model/finding.ts';
import type { Known, KnownFinding, KnownPolicy, Sighting } from '../model/known.ts';
import {
  type CompareSettings,
  type Comparing,
  defaultSettings,
  type Steps,
  together,
} from './compare/comparing.ts';
import { byCode } from './compare/difference.ts';
import { compareMissing } from './compare/missing.ts';
import { compareResources } from './compare/resources.ts';
import { compareSight } from './compare/sight.ts';
import { compareFinding } from './compare/verdicts.ts';

export interface Comparison {
  readonly drift: Drift;
  /** What the next audit is compared with. */
  readonly known: Known;
}

/**
 * Holds what an audit saw of a place against what was last known of it, not against the audit before. What it could not
 * see closes nothing and opens nothing.
 */
export function compare(
  known: Known,
  sighting: Sighting,
  settings: CompareSettings = defaultSettings,
): Comparison {
  const sight = compareSight(known, sighting, settings);
  const baseline = Object.keys(known.policies).length === 0;
  const comparing = { known, sighting, settings, baseline, sight };
  const findings = compareFindings(comparing);
  const resources = compareResources(comparing);
  const { audit, place } = sighting;
  return {
    drift: {
      audit,
      place,
      baseline,
      changes: [...sight.changes, ...findings.changes, ...resources.changes],
    },
    known: {
      place,
      plumbline: sighting.plumbline,
      policies: policiesAfter(comparing),
      findings: findings.known,
      resources: resources.known,
      seen: sight.seen,
      blind: sight.blind,
    },
  };
}

function compareFindings(comparing: Comparing): Steps<KnownFinding> {
  const before = new Map(comparing.known.findings.map((known) => [known.identity, known]));
  const seen = new Map(comparing.sighting.findings.map((finding) => [identityOf(finding), finding]));
  const missing = comparing.known.findings
    .filter(({ identity }) => !seen.has(identity))
    .sort((a, b) => byCode(a.identity, b.identity));
  return together([
    ...[...seen].map(([identity, finding]) => compareFinding(finding, before.get(identity), comparing)),
    ...missing.map((known) => compareMissing(known, comparing)),
  ]);
}

function policiesAfter({ known, sighting, settings }: Comparing): Known['policies'] {
  const judged = Object.entries(sighting.policies).map(([id, sha256]): [string, KnownPolicy] => [
    id,
    { sha256, at: sighting.at },
  ]);
  const others = Object.entries(known.policies).filter(([id]) => settings.policies?.includes(id) ?? true);
  return Object.fromEntries([...others, ...judged]);
}
