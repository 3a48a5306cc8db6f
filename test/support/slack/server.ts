import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { methods } from './methods.ts';
import { type Answer, createWorkspace, type Workspace } from './workspace.ts';

/** How a call goes wrong. `after`: once Slack has done what was asked. */
export type Trouble =
  | 'drop'
  | 'drop-after'
  | 'error-500'
  | 'error-500-after'
  | 'fatal'
  | 'fatal-after'
  | 'hang'
  | 'hang-after'
  | { readonly wait: number | null }
  /** It takes so many milliseconds until it is done, and nobody is told that it was. */
  | { readonly late: number }
  /** It is done at once, and told after so many milliseconds of whoever waits for it. */
  | { readonly slow: number };

export interface SlackServer extends Workspace {
  readonly url: string;
  /** What goes wrong with the next calls, one each; `undefined` is nothing. */
  readonly troubles: (Trouble | undefined)[];
  /** What goes wrong with a call when `troubles` is empty. */
  trouble: (method: string) => Trouble | undefined;
  /** Called when a call is left without an answer. */
  hangs: () => void;
  close(): Promise<void>;
}

/** A local server in the role of Slack, on a clock of the test's. It enforces what Slack documents and misbehaves on demand. */
export async function slackServer(now: () => Date, token = 'xoxb-of-the-test'): Promise<SlackServer> {
  const workspace = createWorkspace(now, token);
  const hanging = new Set<ServerResponse>();
  const late = new Map<() => Answer, number>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const slack: SlackServer = Object.assign(workspace, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    troubles: [],
    trouble: () => undefined,
    hangs: () => undefined,
    async close() {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const method = new URL(request.url ?? '', slack.url).pathname.replace('/api/', '');
    catchUp();
    const trouble = slack.troubles.length > 0 ? slack.troubles.shift() : slack.trouble(method);
    const ask = () => call(request, method, body);
    if (typeof trouble !== 'object')
      return misbehave(trouble, trouble ? noting(workspace, ask) : ask, response, hang);
    if ('wait' in trouble) return limited(response, trouble.wait);
    if ('slow' in trouble) {
      const result = ask();
      return void setTimeout(() => done(response, result), trouble.slow);
    }
    late.set(ask, now().getTime() + trouble.late);
    hang(response);
  }

  function hang(response: ServerResponse): void {
    hanging.add(response);
    slack.hangs();
  }

  function catchUp(): void {
    for (const [ask, at] of late) {
      if (at > now().getTime()) continue;
      late.delete(ask);
      ask();
    }
  }

  function call({ headers }: IncomingMessage, method: string, body: URLSearchParams): Answer {
    if (workspace.revoked) return { error: 'token_revoked' };
    if (headers.authorization !== `Bearer ${workspace.token}`) return { error: 'invalid_auth' };
    if (workspace.lacks.has(method)) return { error: 'missing_scope' };
    workspace.calls.push(method);
    return methods[method]?.(workspace, body) ?? { error: 'unknown_method' };
  }
  return slack;
}

/** What was posted, and nobody is told. */
function noting({ messages, unanswered }: Workspace, ask: () => Answer): () => Answer {
  return () => {
    const before = messages.length;
    const result = ask();
    for (const { ts } of messages.slice(before)) unanswered.add(ts);
    return result;
  };
}

function misbehave(
  how: string | undefined,
  ask: () => Answer,
  response: ServerResponse,
  hang: (response: ServerResponse) => void,
): void {
  const result = how === undefined || how.endsWith('-after') ? ask() : {};
  const kind = how?.replace('-after', '');
  if (kind === 'drop') response.socket?.destroy();
  else if (kind === 'hang') hang(response);
  else if (kind === 'error-500') say(response, 500, 'it hurts');
  else if (kind === 'fatal') say(response, 200, JSON.stringify({ ok: false, error: 'fatal_error' }));
  else done(response, result);
}

function done(response: ServerResponse, result: Answer): void {
  if ('wait' in result) limited(response, result['wait']);
  else say(response, 200, JSON.stringify({ ok: !('error' in result), ...result }));
}

function say(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function limited(response: ServerResponse, wait: unknown): void {
  response.writeHead(429, typeof wait === 'number' ? { 'retry-after': String(wait) } : {}).end();
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
