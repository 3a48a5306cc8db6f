import { unknownAccount } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import { canonical } from './codec.ts';
import type { Collectors } from './collect.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { type Answerer, type Exchange, notInEvidence } from './exchange.ts';
import { createSource } from './source.ts';

export interface ReplayInput {
  readonly collectors: Collectors;
  readonly signal: AbortSignal;
}

/** A recording as a source. Throws `UserError` where it is missing, changed or cut off. */
export async function openEvidence(dir: string, input: ReplayInput): Promise<Source> {
  return replay(await readEvidence(dir), input);
}

/** Answers from a recording alone. A question it does not hold is not in the evidence: nobody asked, so nobody knows. */
export async function replay({ manifest, exchanges }: Evidence, input: ReplayInput): Promise<Source> {
  const answers = new Map(exchanges.map((exchange) => [keyOf(exchange), exchange.answer]));
  const answer: Answerer = async ({ operation: { service, name }, ...question }) => {
    const asked = { service, operation: name, ...question };
    const whose =
      name === 'GetCallerIdentity' ? answers.get(keyOf({ ...asked, account: unknownAccount })) : undefined;
    return answers.get(keyOf(asked)) ?? whose ?? notInEvidence;
  };
  if (manifest.places.length === 0)
    throw new UserError('the evidence names no account and region\nrecord it anew');
  const times = [manifest.recordedAt, manifest.finishedAt].map((time) => new Date(time)).values();
  let time = new Date(manifest.recordedAt);
  return createSource({
    ...input,
    evidence: { recordedAt: manifest.recordedAt },
    places: manifest.places.map((place) => ({ ...place, answer })),
    now() {
      time = times.next().value ?? time;
      return time;
    },
    finish: async () => undefined,
  });
}

function keyOf(exchange: Omit<Exchange, 'time' | 'answer'>): string {
  const { service, operation, input, account, region, again } = exchange;
  return `${account} ${region} ${service}:${operation} ${canonical(input)}${again ? ' again' : ''}`;
}
