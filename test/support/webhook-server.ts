import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signature } from '../../src/notifiers/webhook.ts';

export interface Received {
  readonly id: string;
  readonly type: string;
  readonly first: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export type WebhookTrouble =
  | 'drop'
  | 'drop-after'
  | 'hang'
  | 'hang-after'
  | number
  | { readonly wait: number };

export interface WebhookServer {
  readonly url: string;
  /** What arrived and was not known before, in order. */
  readonly received: Received[];
  /** How often something was refused for its signature. */
  forged: number;
  readonly troubles: (WebhookTrouble | undefined)[];
  /** Called when a call is left without an answer. */
  hangs: () => void;
  close(): Promise<void>;
}

/** A receiver as Standard Webhooks want it: it checks signature and age, and knows what it has had by `webhook-id`. */
export async function webhookServer(secret: string, now: () => Date): Promise<WebhookServer> {
  const hanging = new Set<ServerResponse>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const webhook: WebhookServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/plumbline`,
    received: [],
    forged: 0,
    troubles: [],
    hangs: () => undefined,
    async close() {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const trouble = webhook.troubles.shift();
    const name = String(trouble);
    const status = trouble === undefined || name.endsWith('-after') ? take(request, body) : 503;
    if (name.startsWith('drop')) request.socket.destroy();
    else if (!name.startsWith('hang')) say(response, status, trouble);
    else {
      hanging.add(response);
      webhook.hangs();
    }
  }

  function take({ headers }: IncomingMessage, body: string): number {
    const id = String(headers['webhook-id']);
    const timestamp = String(headers['webhook-timestamp']);
    const isFresh = Math.abs(now().getTime() / 1000 - Number(timestamp)) <= 300;
    if (!isFresh || headers['webhook-signature'] !== signature(secret, id, timestamp, body)) {
      webhook.forged += 1;
      return 401;
    }
    const message = JSON.parse(body) as Received;
    if (!webhook.received.some((one) => one.id === message.id)) webhook.received.push(message);
    return 204;
  }
  return webhook;
}

function say(response: ServerResponse, status: number, trouble: WebhookTrouble | undefined): void {
  if (typeof trouble === 'object') response.writeHead(429, { 'retry-after': `${trouble.wait}` }).end();
  else response.writeHead(typeof trouble === 'number' ? trouble : status).end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
