import { fail, pass, type Unseen, unknown, type Verdict } from '../../src/rule.ts';

/** What a prover concluded about every request there could be. */
export type Proof =
  | { readonly verdict: 'proved'; readonly assumptions: readonly string[] }
  | { readonly verdict: 'violated'; readonly shown: unknown; readonly reason: string }
  | { readonly verdict: 'unknown'; readonly reason: string };

/** A proof as a verdict. `unseen` is the first thing it could not see. */
export function verdictOf(proof: Proof, expected: string, path: string, unseen?: Unseen): Verdict {
  switch (proof.verdict) {
    case 'proved':
      return pass([expected, ...proof.assumptions.map((assumed) => `assuming ${assumed}`)].join('; '));
    case 'violated':
      return fail(proof.reason, { expected, actual: proof.shown, path });
    case 'unknown':
      return unknown(proof.reason, unseen);
  }
}
