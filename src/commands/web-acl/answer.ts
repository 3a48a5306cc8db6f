import type { Proof, Request, Walk } from '../../web-acl/model.ts';
import { proveGeoBlock, proveRateLimit, walkRequest } from '../../web-acl/prove.ts';
import type { Question, Subject } from './documents.ts';

/** What is answered for one web ACL. What was not asked is null. */
export interface Answer {
  readonly geo: Proof | null;
  readonly rate: Proof | null;
  readonly walk: { readonly request: Request; readonly walk: Walk } | null;
}

export function answerTo(
  subject: Exclude<Subject, { kind: 'mistake' }>,
  request: Request | undefined,
): Answer {
  if (subject.kind === 'unread') return unreadAnswer(subject.reason, subject.question);
  const {
    document,
    question: { from, rate },
  } = subject;
  return {
    geo: from ? proveGeoBlock(document, { countries: from }) : null,
    rate: rate ? proveRateLimit(document, { requests: rate.requests, seconds: rate.seconds }) : null,
    walk: request ? { request, walk: walkRequest(document, request) } : null,
  };
}

function unreadAnswer(reason: string, { from, rate }: Question): Answer {
  const unknown: Proof = { verdict: 'unknown', reason };
  // Whatever was to be shown of it, even without a question: it was not.
  const nothingAsked = !(from || rate);
  return {
    geo: from || nothingAsked ? unknown : null,
    rate: rate || nothingAsked ? unknown : null,
    walk: null,
  };
}
