import { randomBytes } from 'node:crypto';
import { unknownAccount } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import type { Collectors } from './collect.ts';
import { writeEvidence } from './evidence.ts';
import { type Answer, type Answerer, type Exchange, keyOf } from './exchange.ts';
import { withRedaction } from './redact.ts';
import { createSource } from './source.ts';

export interface ConnectInput {
  readonly accounts: readonly AnsweringAccount[];
  readonly collectors: Collectors;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds after which what is open of a place is unread. */
  readonly deadline?: number | undefined;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

/** An account in some regions, and who answers in it. */
export interface AnsweringAccount {
  readonly name?: string | undefined;
  /** Absent where the credentials are to tell. */
  readonly account?: string | undefined;
  readonly regions: readonly string[];
  readonly answer: Answerer;
}

/** AWS itself. */
export async function connect(input: ConnectInput): Promise<Source> {
  const { accounts, version, record } = input;
  const now = forwards(input.now);
  const started = now();
  // An audit begins when it is asked who is asking, and is judged by that time whether it is recorded or not.
  const begun = [started].values();
  const recording = createRecording(now);
  const salt = randomBytes(32); // one for all places: what is equal in two of them stays equal
  const source = await createSource({
    ...input,
    now: () => begun.next().value ?? now(),
    places: accounts.flatMap(({ name, account = unknownAccount, regions, answer }) => {
      const recorded = recording.keep(withRedaction(answer, salt));
      return regions.map((region) => ({ name, account, region, answer: recorded }));
    }),
    async finish(policies) {
      if (!record) return undefined;
      const about = {
        plumbline: version,
        recordedAt: started.toISOString(),
        finishedAt: now().toISOString(),
      };
      const places = source.places.map(({ account, region, name }) => ({
        account,
        region,
        ...(name && { name }),
      }));
      try {
        return await writeEvidence(record, await recording.exchanges(), { ...about, places, policies });
      } catch (error) {
        // The answers are there, and so is the report of them.
        return { kind: 'lost', message: (error as Error).message };
      }
    },
  });
  return source;
}

/** A clock that is set back meanwhile would make a recording contradict itself. */
function forwards(now: () => Date): () => Date {
  let last = 0;
  return () => {
    last = Math.max(last, now().getTime());
    return new Date(last);
  };
}

/** Keeps every question with its answer; those in flight are awaited, for evidence that lacks one is not whole. */
function createRecording(now: () => Date) {
  const exchanges: Exchange[] = [];
  const open = new Set<Promise<unknown>>();
  async function put(answer: Answerer, question: Parameters<Answerer>[0]): ReturnType<Answerer> {
    const given = await answer(question);
    const { operation, input, account, region, again } = question;
    const { service, name } = operation;
    const at = { service, operation: name, input, account, region, ...(again && { again }) };
    exchanges.push({ ...at, time: now().toISOString(), answer: given });
    return given;
  }
  return {
    /** A question that two places put, as us-east-1 and `global` may, has one answer. */
    keep(answer: Answerer): Answerer {
      const asked = new Map<string, Promise<Answer>>();
      return ({ limit, ...question }) => {
        const key = keyOf({
          ...question,
          service: question.operation.service,
          operation: question.operation.name,
        });
        const pending = asked.get(key) ?? put(answer, { ...question, limit });
        asked.set(key, pending);
        open.add(pending);
        return pending.finally(() => open.delete(pending));
      };
    },
    async exchanges(): Promise<readonly Exchange[]> {
      await Promise.allSettled(open);
      return exchanges;
    },
  };
}
