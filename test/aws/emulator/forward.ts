import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Reply } from './refusals.ts';

/** What the emulator at `upstream` answers to a request. */
export async function forward(
  upstream: string,
  { url, method, headers }: IncomingMessage,
  body: Buffer,
): Promise<Reply> {
  const outgoing = httpRequest(new URL(url ?? '/', upstream), {
    method: method ?? 'GET',
    headers: { ...headers, ...(headers['content-length'] && { 'content-length': body.length }) },
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 502, headers: plainHeaders(answer), body: await whole(answer) };
}

// Hop-by-hop headers are the connection's own.
function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const own = ['connection', 'transfer-encoding', 'content-length', 'keep-alive'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !own.includes(name) ? [[name, value]] : [],
    ),
  );
}

/** The body of a request or an answer. */
export async function whole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
