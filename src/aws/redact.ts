import { createHmac, randomBytes } from 'node:crypto';
import type { Answer, Answerer } from './exchange.ts';

/** Replaces what may be a secret before anyone, the evidence included, sees it. Equal values stay equal within one audit. */
export function withRedaction(answer: Answerer, salt: Buffer = randomBytes(32)): Answerer {
  const digest = (value: string) =>
    `sha256:${createHmac('sha256', salt).update(value).digest('hex').slice(0, 32)}`;
  return async (question) => {
    const given = await answer(question);
    return question.operation.service === 'ecs' ? redacted(given, digest) : given;
  };
}

// Containers get their secrets in `environment` as plain text more often than anyone admits; override lists repeat it.
function redacted(answer: Answer, digest: (value: string) => string): Answer {
  if (answer.kind === 'refusal') return answer;
  return { ...answer, output: walk(answer.output, digest) as object };
}

function walk(value: unknown, digest: (value: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, digest));
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'environment' && Array.isArray(member)
        ? member.map((pair) => hide(pair, digest))
        : walk(member, digest),
    ]),
  );
}

function hide(pair: unknown, digest: (value: string) => string): unknown {
  const { value, ...rest } = pair as { readonly value?: unknown };
  return value === undefined ? rest : { ...rest, value: digest(String(value)) };
}
