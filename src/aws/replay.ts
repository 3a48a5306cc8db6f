import type { NamedEvidence } from '../model/evidence.ts';
import { unknownAccount } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import type { Collectors } from './collect.ts';
import { impliedBy } from './evidence/implied.ts';
import { aboutRecording, type Evidence, type Expected, readEvidence } from './evidence.ts';
import { type Answerer, keyOf, notInEvidence } from './exchange.ts';
import { createSource } from './source.ts';

export interface ReplayInput {
  readonly collectors: Collectors;
  readonly signal: AbortSignal;
}

/** A recording as a source. Throws `UserError` where it is missing, changed, cut off, or contradicts itself. */
export async function openEvidence(
  dir: string,
  { digest, now, ...input }: ReplayInput & Expected,
): Promise<Source> {
  return replay(await readEvidence(dir, { digest, now }), input, {
    folder: dir,
    ...(digest !== undefined && { digest }),
  });
}

/** Answers from a recording alone. A question it does not hold is not in the evidence: nobody asked, so nobody knows. */
export async function replay(
  { manifest, exchanges, digest }: Evidence,
  input: ReplayInput,
  named?: NamedEvidence,
): Promise<Source> {
  const answers = new Map(exchanges.map((exchange) => [keyOf(exchange), exchange.answer]));
  const implied = impliedBy(exchanges);
  const answer: Answerer = async ({ operation: { service, name }, ...question }) => {
    const asked = { service, operation: name, ...question };
    const whose =
      name === 'GetCallerIdentity' ? answers.get(keyOf({ ...asked, account: unknownAccount })) : undefined;
    return answers.get(keyOf(asked)) ?? whose ?? implied(asked) ?? notInEvidence;
  };
  if (manifest.places.length === 0)
    throw new UserError('the evidence names no account and region\nrecord it anew');
  const times = [manifest.recordedAt, manifest.finishedAt].map((time) => new Date(time)).values();
  const evidence =
    digest === undefined
      ? undefined
      : ({ kind: 'replayed', digest, ...aboutRecording(manifest), ...(named && { named }) } as const);
  let time = new Date(manifest.recordedAt);
  return createSource({
    ...input,
    places: manifest.places.map((place) => ({ ...place, answer })),
    now() {
      time = times.next().value ?? time;
      return time;
    },
    evidence,
    finish: async () => evidence,
  });
}
