import type { EvidenceRef } from '../../model/evidence.ts';
import { escapeInvisible } from '../../text/escape.ts';
import type { Proof } from '../../web-acl/model.ts';
import type { Answer } from './answer.ts';

/**
 * One line: `{"geo": {"verdict", "witness", "reason"}, "rate": …}`, null for what was not asked. A witness is what
 * `--request` takes; what it relies on, if anything, is in `assumptions`; where it was read from evidence, that is named.
 */
export function jsonLine({ geo, rate, walk, notes }: Answer, evidence?: EvidenceRef): string {
  const line = {
    geo: geo && proofOf(geo),
    rate: rate && proofOf(rate),
    ...(walk && { request: walk.walk }),
    ...(notes.length > 0 && { notes }),
    ...(evidence && { evidence: { digest: evidence.digest, recordedAt: evidence.recordedAt } }),
  };
  return `${escapeInvisible(JSON.stringify(line))}\n`;
}

function proofOf(proof: Proof): object {
  const isViolated = proof.verdict === 'violated';
  return {
    verdict: proof.verdict,
    witness: isViolated ? proof.shown : null,
    reason: proof.verdict === 'proved' ? assuming(proof.assumptions) : proof.reason,
    ...(isViolated && proof.assumptions.length > 0 && { assumptions: proof.assumptions }),
  };
}

const assuming = (assumptions: readonly string[]): string | null =>
  assumptions.length > 0 ? `assuming ${assumptions.join('; ')}` : null;
