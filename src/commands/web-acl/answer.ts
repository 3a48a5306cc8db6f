import type { Answer, Question } from '../../reporters/web-acl/answer.ts';
import { notesOn } from '../../web-acl/explain.ts';
import type { Proof, Request } from '../../web-acl/model.ts';
import { proveGeoBlock, proveRateLimit, showRequest, walkRequest } from '../../web-acl/prove.ts';
import type { Subject } from './documents.ts';

export function answerTo(
  subject: Exclude<Subject, { kind: 'mistake' }>,
  request: Request | undefined,
): Answer {
  if (subject.kind === 'unread') return unreadAnswer(subject.reason, subject.question);
  const {
    document,
    question: { from, allowOnly, rate },
  } = subject;
  return {
    geo: from || allowOnly ? proveGeoBlock(document, { countries: from, allowOnly }) : null,
    rate: rate ? proveRateLimit(document, { requests: rate.requests, seconds: rate.seconds }) : null,
    walk: request ? { request: showRequest(document, request), walk: walkRequest(document, request) } : null,
    notes: notesOn(document),
  };
}

function unreadAnswer(reason: string, { from, allowOnly, rate }: Question): Answer {
  const unknown: Proof = { verdict: 'unknown', reason };
  // Whatever was to be shown of it, even without a question: it was not.
  const nothingAsked = !(from || allowOnly || rate);
  return {
    geo: from || allowOnly || nothingAsked ? unknown : null,
    rate: rate || nothingAsked ? unknown : null,
    walk: null,
    notes: [],
  };
}
