import type { ServerResponse } from 'node:http';
import type { Asked } from './identify.ts';
import { type Reply, refuse } from './refusals.ts';

/**
 * What may go wrong with an answer. `throttle:2` throttles the first two calls only; `html` is a page with status 200;
 * `cut` is half the true answer, well formed as HTTP; `cut-connection` ends midway; `stop` gives half and then nothing;
 * `hang` never answers.
 */
export type Fault =
  | 'deny'
  | 'optin'
  | 'throttle'
  | `throttle:${number}`
  | 'html'
  | 'html-500'
  | 'cut'
  | 'cut-connection'
  | 'stop'
  | 'hang';

const page = Buffer.from(
  '<!doctype html>\n<html><head><title>Service unavailable</title></head><body><h1>Sorry</h1></body></html>\n',
);

/** Answers as the fault wants, the `times`th time it is met; `ask` gets the true answer where a fault needs it. */
export async function answerFaultily(
  fault: Fault | undefined,
  times: number,
  asked: Asked,
  ask: () => Promise<Reply>,
  response: ServerResponse,
): Promise<void> {
  switch (fault) {
    case 'hang':
      return;
    case 'deny':
    case 'optin':
    case 'throttle':
      return send(response, refuse(asked, fault));
    case 'html':
    case 'html-500':
      return send(response, {
        status: fault === 'html' ? 200 : 500,
        headers: { 'content-type': 'text/html' },
        body: page,
      });
    case 'cut':
      return send(response, halved(await ask()));
    case 'cut-connection':
      return sendHalf(response, await ask(), () => response.socket?.destroy());
    case 'stop':
      return sendHalf(response, await ask(), () => undefined);
    case undefined:
      return send(response, await ask());
    default:
      return send(response, times <= Number(fault.split(':')[1]) ? refuse(asked, 'throttle') : await ask());
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

function halved(reply: Reply): Reply {
  return { ...reply, body: half(reply.body) };
}

function sendHalf(response: ServerResponse, { status, headers, body }: Reply, then: () => void): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.write(half(body), then);
}

const half = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));
