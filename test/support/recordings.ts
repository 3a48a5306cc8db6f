import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import type { Exchange } from '../../src/aws/exchange.ts';

/** A recording as if it had been taken at another time, without some of AWS's answers. */
export async function recordedAt(
  time: string,
  from: string,
  to: string,
  isLost: (exchange: Exchange) => boolean = () => false,
  account?: string,
): Promise<string> {
  const { manifest, exchanges } = await readEvidence(from);
  const { plumbline, policies } = manifest;
  const places = manifest.places.map((place) => ({ ...place, ...(account && { account }) }));
  const kept = exchanges.filter((exchange) => !isLost(exchange)).map((exchange) => ({ ...exchange, time }));
  await writeEvidence(to, kept, { plumbline, places, policies, recordedAt: time, finishedAt: time });
  return to;
}
