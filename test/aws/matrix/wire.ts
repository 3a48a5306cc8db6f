import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { forward, whole } from '../emulator/forward.ts';
import { type Asked, identify } from '../emulator/identify.ts';
import type { Reply } from '../emulator/refusals.ts';

/** What one attempt meets: it answers as it likes, with the truth at hand. */
export type Fault = (met: Met) => void | Promise<void>;

export interface Met {
  readonly asked: Asked;
  readonly truth: Reply;
  /** What this operation was answered first, in this audit. */
  readonly first: Reply;
  /** How often this operation was called in this audit, this time included. */
  readonly times: number;
  /** How many calls of any kind there were in this audit, this one included. */
  readonly calls: number;
  readonly response: ServerResponse;
}

export interface Wire {
  readonly port: number;
  /** An endpoint of its own for one audit, in which some operations are answered by the fault. */
  cell(spoils: (asked: Asked) => boolean, fault: Fault): Cell;
  stop(): Promise<void>;
}

export interface Cell {
  readonly endpoint: string;
  readonly calls: () => readonly Asked[];
  readonly close: () => void;
}

interface Opened {
  readonly spoils: (asked: Asked) => boolean;
  readonly fault: Fault;
  readonly calls: Asked[];
  readonly firsts: Map<string, Reply>;
  readonly held: Set<ServerResponse>;
}

/** Answers for AWS: what `upstream` says, asked once for every question, with one fault for each audit. */
export async function openWire(upstream: string): Promise<Wire> {
  const cells = new Map<string, Opened>();
  const truths = new Map<string, Promise<Reply>>();
  let next = 0;
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await whole(request);
    const [, id = '', path = '/'] = /^\/(cell-\d+)(.*)$/.exec(request.url ?? '') ?? [];
    const cell = cells.get(id);
    if (!cell) return void response.destroy();
    const asked = identify(Object.assign(request, { url: path || '/' }), body);
    cell.calls.push(asked);
    cell.held.add(response);
    const key = `${asked.operation} ${asked.region} ${path} ${body.toString('base64')}`;
    const truth = truths.get(key) ?? forward(upstream, request, body);
    truths.set(key, truth);
    const reply = await truth;
    const first = cell.firsts.get(asked.operation) ?? reply;
    cell.firsts.set(asked.operation, first);
    const times = cell.calls.filter(({ operation }) => operation === asked.operation).length;
    if (!cell.spoils(asked)) return send(response, reply);
    await cell.fault({ asked, truth: reply, first, times, calls: cell.calls.length, response });
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  return {
    port,
    cell(spoils, fault) {
      next += 1;
      const id = `cell-${next}`;
      const opened: Opened = { spoils, fault, calls: [], firsts: new Map(), held: new Set() };
      cells.set(id, opened);
      return {
        endpoint: `http://127.0.0.1:${port}/${id}`,
        calls: () => opened.calls,
        close() {
          cells.delete(id);
          for (const response of opened.held) response.destroy();
        },
      };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
