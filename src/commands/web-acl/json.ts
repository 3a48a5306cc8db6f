import { escapeInvisible } from '../../text/escape.ts';
import type { Proof } from '../../web-acl/model.ts';
import type { Answer } from './answer.ts';

/** One line: `{"geo": {"verdict", "witness", "reason"}, "rate": …}`, null for what was not asked. */
export function jsonLine({ geo, rate, walk }: Answer): string {
  const line = { geo: geo && proofOf(geo), rate: rate && proofOf(rate), ...(walk && { request: walk.walk }) };
  return `${escapeInvisible(JSON.stringify(line))}\n`;
}

function proofOf(proof: Proof): object {
  return {
    verdict: proof.verdict,
    witness: proof.verdict === 'violated' ? proof.witness : null,
    reason: proof.verdict === 'proved' ? assuming(proof.assumptions) : proof.reason,
  };
}

const assuming = (assumptions: readonly string[]): string | null =>
  assumptions.length > 0 ? `assuming ${assumptions.join('; ')}` : null;
