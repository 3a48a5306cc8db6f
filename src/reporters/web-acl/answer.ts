import type { Proof, Request, Walk } from '../../web-acl/model.ts';

/** What is asked of a web ACL; what is absent is not. */
export interface Question {
  readonly from?: readonly string[] | undefined;
  readonly allowOnly?: readonly string[] | undefined;
  readonly rate?: { readonly requests: number; readonly seconds: number } | undefined;
}

/** What is answered for one web ACL. What was not asked is null. */
export interface Answer {
  readonly geo: Proof | null;
  readonly rate: Proof | null;
  /** The request as it may be shown. */
  readonly walk: { readonly request: Request; readonly walk: Walk } | null;
  /** What is vain about rules, whatever was asked. */
  readonly notes: readonly string[];
}
