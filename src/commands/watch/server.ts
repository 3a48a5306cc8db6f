import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { UserError } from '../../model/user-error.ts';

export interface Endpoints {
  /** Why the process is not alive; none where it is. */
  readonly ailing: () => readonly string[];
  /** Why it is not doing what it is for. */
  readonly unready: () => readonly string[];
  readonly registry: Registry;
}

export interface Listening {
  /** `http://127.0.0.1:9464` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** `127.0.0.1:9464`, `:9464` for every address, `[::1]:0` for a free port. Throws `UserError` where it cannot be had. */
export async function listen(address: string, endpoints: Endpoints): Promise<Listening> {
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(address) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new UserError(`--listen is HOST:PORT, such as 127.0.0.1:9464, not ${address}`);
  const server = createServer((request, response) => {
    answer(request.url?.split('?')[0] ?? '', request.method ?? '', response, endpoints).catch(() =>
      response.destroy(),
    );
  });
  server.headersTimeout = 10_000;
  await opened(server, host.replace(/^\[|\]$/g, ''), Number(port), address);
  const { address: at, port: got, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${at}]` : at}:${got}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function opened(server: Server, host: string, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new UserError(`cannot listen on ${address}: ${error.message}\nname another address by --listen`),
      ),
    );
    server.listen({ port, ...(host !== '' && { host }) }, () => resolve());
  });
}

async function answer(
  path: string,
  method: string,
  response: ServerResponse,
  { ailing, unready, registry }: Endpoints,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') return end(response, 405, 'text/plain', 'only GET\n');
  switch (path) {
    case '/healthz':
      return health(response, ailing());
    case '/readyz':
      return health(response, unready());
    case '/metrics':
      return end(response, 200, registry.contentType, await registry.metrics());
    default:
      return end(response, 404, 'text/plain', 'there are /healthz, /readyz and /metrics\n');
  }
}

function health(response: ServerResponse, reasons: readonly string[]): void {
  const body = { status: reasons.length === 0 ? 'ok' : 'failing', ...(reasons.length > 0 && { reasons }) };
  end(response, reasons.length === 0 ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
