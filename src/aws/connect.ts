import type { Source } from '../model/ports.ts';
import type { Collectors } from './collect.ts';
import { writeEvidence } from './evidence.ts';
import type { Answerer, Exchange } from './exchange.ts';
import { withRedaction } from './redact.ts';
import { createSource } from './source.ts';

export interface ConnectInput {
  readonly answer: Answerer;
  /** The regions to look into, with the credentials' own account. */
  readonly regions: readonly string[];
  readonly collectors: Collectors;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds after which what is open of a place is unread. */
  readonly deadline?: number | undefined;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

/** AWS itself, in the account of the credentials. */
export async function connect(input: ConnectInput): Promise<Source> {
  const { answer, regions, version, now, record } = input;
  const started = now();
  const recording = recordTo(withRedaction(answer), now);
  const source = await createSource({
    ...input,
    answer: recording.answer,
    places: regions.map((region) => ({ account: 'unknown', region })),
    async finish(policies) {
      if (!record) return;
      const about = {
        plumbline: version,
        recordedAt: started.toISOString(),
        finishedAt: now().toISOString(),
      };
      const places = source.places.map(({ account, region }) => ({ account, region }));
      await writeEvidence(record, await recording.exchanges(), { ...about, places, policies });
    },
  });
  return source;
}

/** Keeps every question with its answer; those in flight are awaited, for evidence that lacks one is not whole. */
function recordTo(answer: Answerer, now: () => Date) {
  const exchanges: Exchange[] = [];
  const open = new Set<Promise<unknown>>();
  async function put(question: Parameters<Answerer>[0]): ReturnType<Answerer> {
    const given = await answer(question);
    const { operation, input, account, region, again } = question;
    const { service, name } = operation;
    const at = { service, operation: name, input, account, region, ...(again && { again }) };
    exchanges.push({ ...at, time: now().toISOString(), answer: given });
    return given;
  }
  return {
    answer(question: Parameters<Answerer>[0]): ReturnType<Answerer> {
      const pending = put(question);
      open.add(pending);
      return pending.finally(() => open.delete(pending));
    },
    async exchanges(): Promise<readonly Exchange[]> {
      await Promise.allSettled(open);
      return exchanges;
    },
  };
}
