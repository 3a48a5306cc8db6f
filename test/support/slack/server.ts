import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { methods } from './methods.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** How a call goes wrong. `after` names what happens once Slack has done what was asked. */
export type Trouble =
  | 'drop-before'
  | 'drop-after'
  | 'error-500-before'
  | 'error-500-after'
  | 'fatal-after'
  | 'hang'
  | 'hang-after'
  | { readonly wait: number | null };

export interface SlackServer extends Workspace {
  readonly url: string;
  /** What goes wrong with the next calls, one each; `undefined` is nothing. */
  readonly troubles: (Trouble | undefined)[];
  /** What goes wrong with a call when `troubles` is empty. */
  trouble: (method: string) => Trouble | undefined;
  close(): Promise<void>;
}

/** A local server in the role of Slack, on a clock of the test's. It enforces what Slack documents and misbehaves on demand. */
export async function slackServer(now: () => Date, token = 'xoxb-of-the-test'): Promise<SlackServer> {
  const workspace = createWorkspace(now, token);
  const hanging = new Set<ServerResponse>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const slack: SlackServer = Object.assign(workspace, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    troubles: [],
    trouble: () => undefined,
    async close() {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const method = new URL(request.url ?? '', slack.url).pathname.replace('/api/', '');
    const trouble = slack.troubles.length > 0 ? slack.troubles.shift() : slack.trouble(method);
    if (trouble === 'drop-before') return void request.destroy();
    if (trouble === 'error-500-before') return say(response, 500, 'it hurts');
    if (trouble === 'hang') return void hanging.add(response);
    if (typeof trouble === 'object') return limited(response, trouble.wait);
    const given = request.headers.authorization === `Bearer ${workspace.token}` && !workspace.revoked;
    const result = given
      ? call(method, body)
      : { error: workspace.revoked ? 'token_revoked' : 'invalid_auth' };
    if (trouble === 'drop-after') return void request.destroy();
    if (trouble === 'error-500-after') return say(response, 500, 'it hurts');
    if (trouble === 'hang-after') return void hanging.add(response);
    if (trouble === 'fatal-after')
      return say(response, 200, JSON.stringify({ ok: false, error: 'fatal_error' }));
    if ('wait' in result) return limited(response, result.wait);
    say(response, 200, JSON.stringify({ ok: !('error' in result), ...result }));
  }

  function call(method: string, body: URLSearchParams): Answer {
    workspace.calls.push(method);
    const known = methods[method];
    return known ? known(workspace, body) : { error: 'unknown_method' };
  }
  return slack;
}

export type Answer =
  | { readonly error: string }
  | { readonly wait: number }
  | Readonly<Record<string, unknown>>;

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
