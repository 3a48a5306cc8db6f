import type { Audit } from '../../model/audit.ts';
import { evidenceOf, otherPolicies } from '../../model/evidence.ts';

/** What the answers were kept as, or came from; null where it is neither. */
export function evidenceJson(audit: Audit) {
  const evidence = evidenceOf(audit);
  if (!evidence) return null;
  const { kind, digest, format, plumbline, recordedAt, policies } = evidence;
  return {
    kind,
    digest,
    format,
    plumbline,
    recordedAt,
    policies: policies.map(({ id, sha256 }) => ({ id, sha256 })),
    otherPolicies: otherPolicies(audit).map(({ id, recorded }) => ({ id, recorded })),
  };
}
