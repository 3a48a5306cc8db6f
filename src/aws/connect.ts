import { randomBytes } from 'node:crypto';
import { unknownAccount } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import type { Collectors } from './collect.ts';
import { writeEvidence } from './evidence.ts';
import type { Answerer, Exchange } from './exchange.ts';
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
  const { accounts, version, now, record } = input;
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
      if (!record) return;
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
      await writeEvidence(record, await recording.exchanges(), { ...about, places, policies });
    },
  });
  return source;
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
    keep:
      (answer: Answerer): Answerer =>
      (question) => {
        const pending = put(answer, question);
        open.add(pending);
        return pending.finally(() => open.delete(pending));
      },
    async exchanges(): Promise<readonly Exchange[]> {
      await Promise.allSettled(open);
      return exchanges;
    },
  };
}
