import { rm } from 'node:fs/promises';
import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import type { Exchange } from '../../src/aws/exchange.ts';

/** A recording as if it had been taken at another time, without some of AWS's answers, in the place of the one before. */
export async function recordedAt(
  time: string,
  from: string,
  to: string,
  isLost: (exchange: Exchange) => boolean = () => false,
  account?: string,
): Promise<string> {
  const { manifest, exchanges } = await readEvidence(from);
  const { plumbline, policies } = manifest;
  const of = account === undefined ? {} : { account };
  const places = manifest.places.map((place) => ({ ...place, ...of }));
  const kept = exchanges
    .filter((exchange) => !isLost(exchange))
    .map((exchange) => ({ ...exchange, ...of, time }));
  // What is recorded is never written over.
  await rm(to, { recursive: true, force: true });
  await writeEvidence(to, kept, { plumbline, places, policies, recordedAt: time, finishedAt: time });
  return to;
}
