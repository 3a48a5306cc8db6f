import { fail, pass, type Unseen, unknown, type Verdict } from '../../src/rule.ts';

/** What a prover concluded about every request there could be. */
export type Proof =
  | { readonly verdict: 'proved'; readonly assumptions: readonly string[] }
  | {
      readonly verdict: 'violated';
      readonly shown: unknown;
      readonly request?: string;
      readonly reason: string;
      readonly fix?: string;
    }
  | { readonly verdict: 'unknown'; readonly reason: string };

export interface Proposition {
  readonly expected: string;
  readonly path: string;
  /** The first thing that could not be seen. */
  readonly unseen?: Unseen | undefined;
}

/** A proof as a verdict. */
export function verdictOf(proof: Proof, { expected, path, unseen }: Proposition): Verdict {
  switch (proof.verdict) {
    case 'proved':
      return pass([expected, ...proof.assumptions.map((assumed) => `assuming ${assumed}`)].join('; '));
    case 'violated':
      return fail(proof.reason, {
        expected,
        actual: proof.shown,
        path,
        request: proof.request,
        fix: proof.fix,
      });
    case 'unknown':
      return unknown(proof.reason, unseen);
  }
}
