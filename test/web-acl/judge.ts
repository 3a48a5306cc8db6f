import type { Proof, Request, WebAclDocument } from '../../src/web-acl/model.ts';
import { interpret } from './interpreter.ts';
import type { Oracle, Outcome, Seen } from './interpreter-run.ts';
import { randomFrom, randomRequest } from './random-request.ts';

/** The answer of a hash: the same fact has the same truth within one world. */
function hashed(seed: number): Oracle {
  return (fact) => {
    let hash = seed ^ 0x9e3779b9;
    for (let at = 0; at < fact.length; at += 1) hash = Math.imul(hash ^ fact.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    return (Math.imul(hash, 0x85ebca6b) >>> 17) % 2 === 1;
  };
}

function worlds(count: number, seed: number): readonly Oracle[] {
  return [() => false, () => true, ...[...Array(count).keys()].map((at) => hashed(seed * 31 + at))];
}

/** A witness may rely on what AWS documents; a proof may not. */
function documented(oracle: Oracle): Oracle {
  return (fact) => !fact.startsWith('undocumented: ') && oracle(fact);
}

export interface Asked {
  readonly requests: number;
  readonly seconds: number;
}

/** An address is in one country; of the namespace `ns` there is one label only. */
function isOfClient({
  IP,
  LabelNamespace,
}: {
  IP?: object;
  LabelNamespace?: { Namespace: string };
}): boolean {
  return IP !== undefined || /^(awswaf:clientip:geo:|ns:$)/.test(LabelNamespace?.Namespace ?? '');
}

/** Whether a rate rule that counted a request limits its client as asked. */
export function limits({ action, inCountGroup, statement }: Seen, { requests, seconds }: Asked): boolean {
  const isByClient =
    statement.AggregateKeyType === 'IP' ||
    (statement.AggregateKeyType === 'CUSTOM_KEYS' && statement.CustomKeys.every(isOfClient));
  const most = statement.Limit * Math.ceil(seconds / (statement.EvaluationWindowSec ?? 300));
  return action === 'Block' && !inCountGroup && isByClient && most <= requests;
}

/** A request that gets by although it was proved that none does, or null. */
export function counterexample(
  document: WebAclDocument,
  isBypass: (outcome: Outcome, request: Request) => boolean,
  count: number,
  seed: number,
): Request | null {
  const random = randomFrom(seed);
  for (let at = 0; at < count; at += 1) {
    const request = randomRequest(random);
    const secret = hashed(seed + at);
    for (const oracle of at % 4 === 0 ? worlds(1, at) : [hashed(at)]) {
      const world = {
        document,
        request,
        oracle,
        secret: (_: string, statement: string) => secret(statement),
      };
      if (isBypass(interpret(world), request)) return request;
    }
  }
  return null;
}

/** A world in which a witness does not get by after all, or null. */
export function failure(
  document: WebAclDocument,
  proof: Extract<Proof, { verdict: 'violated' }>,
  isBypass: (outcome: Outcome, request: Request) => boolean,
): string | null {
  const { witness } = proof;
  const secret = (rule: string) => witness.assumed?.[rule] ?? false;
  const failing = worlds(6, 7).findIndex(
    (oracle) =>
      !isBypass(interpret({ document, request: witness, oracle: documented(oracle), secret }), witness),
  );
  return failing < 0 ? null : `world ${failing} stops ${JSON.stringify(witness)}`;
}

export interface Tally {
  proved: number;
  violated: number;
  unknown: number;
}

export interface Trial {
  readonly geo: Tally;
  readonly rate: Tally;
  readonly reasons: Map<string, number>;
}

export function newTrial(): Trial {
  const tally = () => ({ proved: 0, violated: 0, unknown: 0 });
  return { geo: tally(), rate: tally(), reasons: new Map() };
}

/** What is wrong with an answer, or null. */
export function fault(
  document: WebAclDocument,
  proof: Proof,
  isBypass: (outcome: Outcome, request: Request) => boolean,
  seed: number,
): string | null {
  if (proof.verdict === 'unknown') return null;
  if (proof.verdict === 'violated') return failure(document, proof, isBypass);
  const found = counterexample(document, isBypass, 60, seed);
  return found === null ? null : `proved, but it lets through ${JSON.stringify(found)}`;
}
