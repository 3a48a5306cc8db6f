import { fail, pass, unknown, type Verdict } from './verdict.ts';

/** What a prover concluded about every request there could be. */
export type Proof =
  | { readonly verdict: 'proved'; readonly assumptions: readonly string[] }
  | { readonly verdict: 'violated'; readonly shown: unknown; readonly reason: string }
  | { readonly verdict: 'unknown'; readonly reason: string };

/** A proof as a verdict. `permission` is of the first thing it could not see. */
export function verdictOf(proof: Proof, expected: string, path: string, permission?: string): Verdict {
  switch (proof.verdict) {
    case 'proved':
      return pass([expected, ...proof.assumptions.map((assumed) => `assuming ${assumed}`)].join('; '));
    case 'violated':
      return fail(proof.reason, { expected, actual: proof.shown, path });
    case 'unknown':
      return unknown(proof.reason, permission);
  }
}
