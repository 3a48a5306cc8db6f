import { createHmac, randomBytes } from 'node:crypto';
import type { Answer, Answerer } from './exchange.ts';

/** Replaces what may be a secret before anyone, the evidence included, sees it. Equal values stay equal within one audit. */
export function withRedaction(answer: Answerer, salt: Buffer = randomBytes(32)): Answerer {
  const digest: Digest = (value) =>
    `sha256:${createHmac('sha256', salt).update(value).digest('hex').slice(0, 32)}`;
  return async (question) => redacted(await answer(question), question.operation.service, digest);
}

/** What stands for itself in no answer, for the manifest of a recording. */
export const digested = [
  'ecs: values of environments, log and driver options and Docker labels, commands, entry points and health checks',
  'wafv2: bodies and headers of custom responses, and headers inserted into requests',
  'elasticloadbalancing: bodies of fixed responses, and secrets of identity providers',
] as const;

type Digest = (value: string) => string;
type Hide = (value: unknown, digest: Digest) => unknown;

function redacted(answer: Answer, service: string, digest: Digest): Answer {
  const hiding = Object.hasOwn(hidings, service) ? hidings[service] : undefined;
  if (answer.kind === 'refusal' || hiding === undefined) return answer;
  return { ...answer, output: walk(answer.output, hiding, digest) as object };
}

function walk(value: unknown, hiding: Readonly<Record<string, Hide>>, digest: Digest): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, hiding, digest));
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const hide = Object.hasOwn(hiding, key) ? hiding[key] : undefined;
      return [key, hide ? hide(member, digest) : walk(member, hiding, digest)];
    }),
  );
}

const text: Hide = (value, digest) => (typeof value === 'string' ? digest(value) : value);
const texts: Hide = (value, digest) =>
  Array.isArray(value) ? value.map((item) => text(item, digest)) : text(value, digest);
/** Of names and values the names stay. */
const map: Hide = (value, digest) =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, text(item, digest)]))
    : value;
const pairs =
  (member: string): Hide =>
  (value, digest) =>
    Array.isArray(value) ? value.map((pair) => withHidden(pair, member, digest)) : value;

function withHidden(pair: unknown, member: string, digest: Digest): unknown {
  if (!isRecord(pair) || pair[member] === undefined) return pair;
  return { ...pair, [member]: digest(String(pair[member])) };
}

// Containers get their secrets in `environment` as plain text more often than anyone admits, in commands and log
// options hardly less often; override lists repeat them.
const hidings: Readonly<Record<string, Readonly<Record<string, Hide>>>> = {
  ecs: {
    environment: pairs('value'),
    command: texts,
    entryPoint: texts,
    options: map,
    driverOpts: map,
    dockerLabels: map,
    labels: map,
  },
  wafv2: {
    CustomResponseBodies: (value, digest) =>
      isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, body]) => [name, withHidden(body, 'Content', digest)]),
          )
        : value,
    ResponseHeaders: pairs('Value'),
    InsertHeaders: pairs('Value'),
  },
  // AWS shows no client secret, though its model has a member for it; an emulator gives back what it was given.
  elasticloadbalancing: { MessageBody: text, ClientSecret: text },
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
