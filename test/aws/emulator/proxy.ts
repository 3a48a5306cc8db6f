import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { withDefaults } from './defaults.ts';
import { answerFaultily, type Fault } from './faults.ts';
import { forward, whole } from './forward.ts';
import { identify } from './identify.ts';
import { type StandIns, standIn } from './stand-ins.ts';

export interface Call {
  readonly operation: string;
  readonly region: string;
  readonly fault: Fault | undefined;
}

export interface FaultyProxy {
  readonly endpoint: string;
  /** Every call since the last `clear`, in order. Attempts repeated by the SDK count each. */
  calls(): readonly Call[];
  /** How often each operation was called. */
  counts(): Readonly<Record<string, number>>;
  /** Makes an operation fail: `wafv2:GetWebACL`, or `wafv2:*` for all of a service. */
  inject(operation: string, fault: Fault): void;
  /** Forgets the calls and the faults. */
  clear(): void;
  stop(): Promise<void>;
}

/** Stands before the emulator at `upstream`: counts, logs and spoils calls, and answers some that moto lacks. */
export async function startProxy(upstream: string, standIns: StandIns = {}, port = 0): Promise<FaultyProxy> {
  const calls: Call[] = [];
  const faults = new Map<string, Fault>();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await whole(request);
    const asked = identify(request, body);
    const truthful = () => forward(upstream, request, withDefaults(asked, body));
    if (request.url?.startsWith('/moto-api')) return answerFaultily(undefined, 0, asked, truthful, response);
    const fault = faults.get(asked.operation) ?? faults.get(`${asked.service}:*`);
    calls.push({ operation: asked.operation, region: asked.region, fault });
    const times = calls.filter(({ operation }) => operation === asked.operation).length;
    const truth = async () => (await standIn(upstream, asked, body, standIns)) ?? truthful();
    return answerFaultily(fault, times, asked, truth, response);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: endpointOf(server.address()),
    calls: () => calls,
    counts: () => countsOf(calls),
    inject: (operation, fault) => void faults.set(operation, fault),
    clear() {
      calls.length = 0;
      faults.clear();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function countsOf(calls: readonly Call[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

function endpointOf(address: unknown): string {
  return `http://127.0.0.1:${(address as { port: number }).port}`;
}
