import type { Calls } from '../model/audit.ts';
import { operation } from '../model/operation.ts';
import type { Session } from '../model/ports.ts';
import { Refused, type Unseen } from '../model/unseen.ts';
import { UserError } from '../model/user-error.ts';
import { canonical } from './codec.ts';
import { type Evidence, readEvidence, writeEvidence } from './evidence.ts';
import { type Answerer, type Exchange, notInEvidence } from './exchange.ts';
import { type CountingPlace, createPlace } from './place.ts';
import { withRedaction } from './redact.ts';

const getCallerIdentity = operation<object, { readonly Account?: string }>({
  service: 'sts',
  name: 'GetCallerIdentity',
  permissions: [], // none is needed (STS API reference, GetCallerIdentity)
  answers: 'Account',
});

export interface ConnectInput {
  readonly answer: Answerer;
  readonly region: string;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

/** A session with AWS in one account and region: those of the credentials. */
export async function connect({
  answer,
  region,
  version,
  signal,
  now,
  record,
}: ConnectInput): Promise<Session> {
  const started = now();
  const exchanges: Exchange[] = [];
  const asking = recordTo(exchanges, withRedaction(answer), now);
  const identity = createPlace({ account: 'unknown', region, signal, answer: asking });
  const { account, unidentified } = await identify(identity);
  const place = createPlace({ account, region, unidentified, signal, answer: asking });

  return {
    places: [place],
    now,
    calls: () => sum(identity.calls(), place.calls()),
    async finish(policies) {
      if (!record) return;
      const about = {
        plumbline: version,
        recordedAt: started.toISOString(),
        finishedAt: now().toISOString(),
      };
      await writeEvidence(record, exchanges, { ...about, places: [{ account, region }], policies });
    },
  };
}

/** A session with a recording. Throws `UserError` where it is missing, changed or cut off. */
export async function openEvidence(dir: string, signal: AbortSignal): Promise<Session> {
  return replay(await readEvidence(dir), signal);
}

/** Answers from a recording alone. A question it does not hold is refused: nobody asked, so nobody knows. */
export async function replay({ manifest, exchanges }: Evidence, signal: AbortSignal): Promise<Session> {
  const answers = new Map(exchanges.map((exchange) => [keyOf(exchange), exchange.answer]));
  const answer: Answerer = async ({ operation: { service, name }, ...question }) =>
    answers.get(keyOf({ service, operation: name, ...question })) ?? notInEvidence;
  const [at] = manifest.places;
  if (!at) throw new UserError('the evidence names no account and region\nrecord it anew');
  const identity = createPlace({ account: 'unknown', region: at.region, signal, answer });
  const { account, unidentified } = await identify(identity);
  const place = createPlace({ account, region: at.region, unidentified, signal, answer });
  const times = [manifest.recordedAt, manifest.finishedAt].map((time) => new Date(time)).values();
  let time = new Date(manifest.recordedAt);
  return {
    places: [place],
    now() {
      time = times.next().value ?? time;
      return time;
    },
    calls: () => sum(identity.calls(), place.calls()),
    finish: async () => undefined,
  };
}

async function identify(place: CountingPlace): Promise<{ account: string; unidentified?: Unseen }> {
  try {
    const { Account: account = 'unknown' } = await place.ask(getCallerIdentity, {});
    return { account };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { account: 'unknown', unidentified: error.unseen };
  }
}

function recordTo(exchanges: Exchange[], answer: Answerer, now: () => Date): Answerer {
  return async (question) => {
    const given = await answer(question);
    const {
      operation: { service, name },
      input,
      account,
      region,
    } = question;
    exchanges.push({
      service,
      operation: name,
      input,
      account,
      region,
      time: now().toISOString(),
      answer: given,
    });
    return given;
  };
}

function keyOf({
  service,
  operation: name,
  input,
  account,
  region,
}: Omit<Exchange, 'time' | 'answer'>): string {
  return `${account} ${region} ${service}:${name} ${canonical(input)}`;
}

function sum(a: Calls, b: Calls): Calls {
  return {
    asked: a.asked + b.asked,
    answered: a.answered + b.answered,
    refused: a.refused + b.refused,
    reused: a.reused + b.reused,
  };
}
