import fc from 'fast-check';
import type { Proof, WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import type { Outcome } from './interpreter-run.ts';
import { fault, limits, newTrial, type Tally, type Trial } from './judge.ts';
import { randomDocument } from './random-acl.ts';
import type { Taste } from './random-statement.ts';

const RATE = { requests: 2000, seconds: 300 };

/** Holds the prover against the interpreter on one web ACL; says what is wrong, or null. */
export function examine(document: WebAclDocument, trial: Trial, seed: number): string | null {
  const geo = proveGeoBlock(document, { countries: ['KP'] });
  note(trial, trial.geo, geo);
  const fromKp = ({ result }: Outcome, { country }: { country: string }) =>
    result === 'ALLOW' && country === 'KP';
  const wrong = fault(document, geo, fromKp, seed);
  if (wrong !== null) return `geo: ${wrong}`;
  const rate = proveRateLimit(document, RATE);
  note(trial, trial.rate, rate);
  const unlimited = ({ result, counted }: Outcome) =>
    result === 'ALLOW' && !counted.some((seen) => limits(seen, RATE));
  const wrongRate = fault(document, rate, unlimited, seed);
  return wrongRate === null ? null : `rate: ${wrongRate}`;
}

function note(trial: Trial, tally: Tally, proof: Proof): void {
  tally[proof.verdict] += 1;
  if (proof.verdict !== 'unknown') return;
  const reason = proof.reason.replace(/`[^`]*`/g, '…');
  trial.reasons.set(reason, (trial.reasons.get(reason) ?? 0) + 1);
}

/** Throws with the smallest web ACL on which the prover and the interpreter disagree. */
export function fuzz(count: number, seed: number, taste: Taste): Trial {
  const trial = newTrial();
  fc.assert(
    fc.property(randomDocument(taste), fc.nat(), (document, salt) => {
      const wrong = examine(document, trial, salt);
      if (wrong !== null) throw new Error(wrong);
    }),
    { numRuns: count, seed },
  );
  return trial;
}

/** `node --import tsx test/web-acl/fuzz.ts 1000000 [seed]` */
function main([count = '20000', seed = '1']: readonly string[]): void {
  const batch = 5000;
  const trials = { readable: newTrial(), any: newTrial() };
  for (let done = 0; done < Number(count); done += batch) {
    for (const readable of [true, false]) {
      const size = Math.min(batch, Number(count) - done) / 2;
      add(readable ? trials.readable : trials.any, fuzz(Math.ceil(size), Number(seed) + done, { readable }));
    }
    console.log(
      done + batch,
      JSON.stringify(trials),
      JSON.stringify(Object.fromEntries(trials.readable.reasons)),
    );
  }
}

function add(total: Trial, more: Trial): void {
  for (const question of ['geo', 'rate'] as const) {
    for (const verdict of ['proved', 'violated', 'unknown'] as const) {
      total[question][verdict] += more[question][verdict];
    }
  }
  for (const [reason, times] of more.reasons)
    total.reasons.set(reason, (total.reasons.get(reason) ?? 0) + times);
}

if (process.argv[1]?.endsWith('fuzz.ts')) main(process.argv.slice(2));
