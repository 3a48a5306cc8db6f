import { first, truth, type Way } from './way.ts';
import type { Fault, Met } from './wire.ts';

/** What may become of the true answer on its way. */
export const breaks: readonly Way[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (tenth): Way => ({
      name: `truncated at ${tenth} tenths`,
      fault: truth((reply) => ({
        ...reply,
        body: reply.body.subarray(0, Math.floor((reply.body.length * tenth) / 10)),
      })),
    }),
  ),
  {
    name: 'truncated by one byte',
    fault: truth((reply) => ({
      ...reply,
      body: reply.body.subarray(0, reply.body.toString().trimEnd().length - 1),
    })),
  },
  {
    name: 'with rubbish after it',
    fault: truth((reply) => ({ ...reply, body: Buffer.concat([reply.body, Buffer.from('}<x')]) })),
    either: true,
  },
  {
    name: 'twice in a row',
    fault: truth((reply) => ({ ...reply, body: Buffer.concat([reply.body, reply.body]) })),
    either: true,
  },
  {
    name: 'with a byte order mark',
    fault: truth((reply) => ({
      ...reply,
      body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), reply.body]),
    })),
    either: true,
  },
  {
    name: 'with a wrong content-type',
    fault: truth((reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': 'text/html' } })),
    either: true,
  },
  { name: 'without content-type', fault: truth((reply) => ({ ...reply, headers: {} })), either: true },
  {
    name: 'called gzip',
    fault: truth((reply) => ({ ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } })),
    either: true,
  },
  {
    name: 'in UTF-16',
    fault: truth((reply) => ({ ...reply, body: Buffer.from(reply.body.toString(), 'utf16le') })),
  },
  { name: 'with a content-length too long', fault: length(+7), slow: true },
  { name: 'with a content-length too short', fault: length(-7) },
  {
    name: 'reset before headers',
    fault: ({ response }) => void response.socket?.resetAndDestroy(),
    slow: true,
  },
  { name: 'closed before headers', fault: ({ response }) => void response.socket?.destroy(), slow: true },
  {
    name: 'reset after headers',
    fault: begun((met) => void met.response.socket?.resetAndDestroy()),
    slow: true,
  },
  { name: 'closed after headers', fault: begun((met) => void met.response.socket?.destroy()), slow: true },
  {
    name: 'reset once',
    fault: first(1, ({ response }) => void response.socket?.resetAndDestroy()),
    harmless: true,
    slow: true,
  },
  {
    name: 'no HTTP',
    fault: ({ response }) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'),
    slow: true,
  },
  {
    name: 'a header that is none',
    fault: ({ response }) => void response.socket?.end('HTTP/1.1 200 OK\r\nX\u0000Y: 1\r\n\r\n'),
    slow: true,
  },
  {
    name: 'headers too long',
    fault: ({ response }) =>
      void response.socket?.end(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`),
    slow: true,
  },
  { name: 'chunked and cut', fault: chunkedAndCut, slow: true },
  { name: 'drips a byte a second', fault: begun((met) => drip(met)), slow: true, either: true },
  { name: 'drips headers', fault: dripHeaders, slow: true },
  { name: 'never ends', fault: begun(() => undefined), slow: true },
  { name: 'stops after the whole body', fault: wholeButOpen, slow: true },
  { name: 'hangs', fault: () => undefined, slow: true },
  { name: '70 MB', fault: (met) => flood(met, 70), slow: true },
  {
    name: '70 MB of white space before it',
    fault: truth((reply) => ({
      ...reply,
      body: Buffer.concat([Buffer.alloc(70 * 2 ** 20, ' '), reply.body]),
    })),
    slow: true,
  },
];

function length(more: number): Fault {
  return ({ response, truth: { status, headers, body: bytes } }) => {
    response.strictContentLength = false;
    response.writeHead(status, { ...headers, 'content-length': bytes.length + more, connection: 'close' });
    response.write(bytes, () => response.socket?.end());
  };
}

function begun(then: (met: Met) => void): Fault {
  return (met) => {
    const { status, headers, body: bytes } = met.truth;
    met.response.writeHead(status, { ...headers, 'content-length': bytes.length });
    met.response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => then(met));
  };
}

function drip({ response, truth: { body: bytes } }: Met): void {
  let at = Math.floor(bytes.length / 2);
  const timer = setInterval(() => {
    if (response.destroyed) return clearInterval(timer);
    response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 1000);
}

function dripHeaders({ response }: Met): void {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => {
    if (!socket || socket.destroyed) return clearInterval(timer);
    socket.write('X-Pad: 1\r\n');
  }, 1000);
}

function wholeButOpen({ response, truth: { status, headers, body: bytes } }: Met): void {
  response.writeHead(status, headers);
  response.write(bytes);
}

function chunkedAndCut({ response, truth: { status, headers, body: bytes } }: Met): void {
  response.writeHead(status, headers);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

async function flood({ response, truth: { headers } }: Met, megabytes: number): Promise<void> {
  response.writeHead(200, { ...headers, 'content-length': megabytes * 2 ** 20 });
  const chunk = Buffer.alloc(2 ** 20, 'a');
  for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1)
    await new Promise<void>((resolve) => {
      response.write(chunk, () => resolve());
    });
  response.end();
}
