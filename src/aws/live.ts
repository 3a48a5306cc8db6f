import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { nameOf } from '../model/operation.ts';
import { classify } from './classify.ts';
import { type MiddlewareStack, requireCompleteAnswers } from './complete-answer.ts';
import { type Answer, type Answerer, outOfTime, type Question } from './exchange.ts';
import { services } from './services.generated.ts';

/** One service's SDK client and the commands we use of it: `clients/<service>.ts`. */
export interface ServiceModule {
  readonly default: {
    readonly Client: new (config: object) => SdkClient;
    readonly commands: Readonly<Record<string, new (input: never) => object>>;
  };
}

interface SdkClient {
  readonly middlewareStack: MiddlewareStack;
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<object>;
}

// Calls at once, below the documented refill rates: WAFv2 answers 5 a second per action and 1 for associations,
// load balancing 10 a second for all its reads together.
const concurrency: Readonly<Record<string, number>> = { wafv2: 2, elasticloadbalancing: 4 };

// Milliseconds between two questions of what AWS answers once a second, whatever it is asked about: retries would
// come in a crowd. https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
const spacing: Readonly<Record<string, number>> = {
  'wafv2:GetWebACLForResource': 1_050,
  'wafv2:ListResourcesForWebACL': 1_050,
};

/** How often and how long the SDK tries: it waits for ever unless told not to. */
export const patience = {
  maxAttempts: 3,
  retryMode: 'adaptive',
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** The credentials for a region; those of the SDK's own chain where it gives none. */
type CredentialsFor = (region: string) => object | undefined;

/**
 * Asks AWS in one account. One client per service and region: the SDK's retry budget is per client, AWS's throttles
 * are per account and region.
 */
export function createLiveAnswerer(
  signal: AbortSignal,
  credentialsFor: CredentialsFor = () => undefined,
): Answerer {
  const clients = new Map<string, Promise<Service>>();
  const turn = createTurns(signal);
  setMaxListeners(0, signal); // every call in flight listens to the one signal
  return async ({ operation, input, region, limit: deadline }: Question): Promise<Answer> => {
    const key = `${region} ${operation.service}`;
    const opened = clients.get(key) ?? open(operation.service, region, credentialsFor(region));
    clients.set(key, opened);
    const { module, client, limit } = await opened;
    const Command = module.commands[operation.name];
    if (!Command) throw new Error(`src/aws/clients/${operation.service}.ts has no ${operation.name}`);
    await turn(`${region} ${nameOf(operation)}`, spacing[nameOf(operation)], deadline);
    return limit(() => send(client, new Command(input as never), signal, deadline));
  };
}

/** Waits for the turn of a question that may not follow another of its kind too soon. */
function createTurns(signal: AbortSignal) {
  const free = new Map<string, number>();
  return async (
    kind: string,
    space: number | undefined,
    deadline: AbortSignal | undefined,
  ): Promise<void> => {
    if (space === undefined) return;
    const now = performance.now();
    const at = Math.max(now, free.get(kind) ?? 0);
    free.set(kind, at + space);
    if (at <= now) return;
    // When the time for the place is over, the question is put at once, and refused for that.
    await wait(at - now, undefined, { signal: either(signal, deadline) }).catch(() =>
      signal.throwIfAborted(),
    );
  };
}

const either = (signal: AbortSignal, deadline: AbortSignal | undefined): AbortSignal =>
  deadline ? AbortSignal.any([signal, deadline]) : signal;

interface Service {
  readonly module: ServiceModule['default'];
  readonly client: SdkClient;
  readonly limit: ReturnType<typeof pLimit>;
}

async function open(service: string, region: string, credentials: object | undefined): Promise<Service> {
  const load = services[service];
  if (!load) throw new Error(`there is no src/aws/clients/${service}.ts`);
  const { default: module } = (await load()) as ServiceModule;
  const client = new module.Client({ region, ...patience, ...(credentials && { credentials }) });
  requireCompleteAnswers(client.middlewareStack, service);
  return { module, client, limit: pLimit(concurrency[service] ?? 8) };
}

async function send(
  client: SdkClient,
  command: object,
  signal: AbortSignal,
  deadline: AbortSignal | undefined,
): Promise<Answer> {
  const abortSignal = either(signal, deadline);
  try {
    const { $metadata, ...output } = (await client.send(command, { abortSignal })) as {
      readonly $metadata?: { readonly requestId?: string };
    };
    return { kind: 'output', output, requestId: $metadata?.requestId };
  } catch (error) {
    signal.throwIfAborted();
    return deadline?.aborted ? outOfTime : classify(error);
  }
}
