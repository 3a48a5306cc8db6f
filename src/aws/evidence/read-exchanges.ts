import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Exchange } from '../exchange.ts';
import { exchangeOf } from './exchange-of.ts';

/** Bytes: of a line, which is one answer of AWS, and of all lines. Ten thousand resources take some tens of millions. */
const bounds = { line: 16 * 1024 * 1024, total: 256 * 1024 * 1024 };

/** Values in them: `{}` takes three bytes in a line and fifty when it is read. An answer has thousands. */
const mostValues = { line: 1_000_000, total: 4_000_000 };

/** Why evidence cannot be believed: at a line of the exchanges where there is one. */
export interface Wrong {
  /** From 1. */
  readonly line?: number | undefined;
  readonly wrong: string;
}

/**
 * Reads exchanges as a stream: what is packed into few bytes takes no more room than a recording may. The line of each
 * is its index and one.
 */
export async function readExchanges(
  bytes: Uint8Array,
  format: 1 | 2,
  count: number,
  most = mostValues,
): Promise<readonly Exchange[] | Wrong> {
  const exchanges: Exchange[] = [];
  let values = 0;
  try {
    for await (const line of linesOf(bytes)) {
      if (exchanges.length === count) return { line: count + 1, wrong: `its manifest says ${count} answers` };
      values += valuesIn(line, most.line);
      if (values > most.total) throw new Unfit(`all of it holds more than ${most.total} values`);
      const exchange = exchangeOf(textOf(line), format);
      if ('wrong' in exchange) return { line: exchanges.length + 1, ...exchange };
      exchanges.push(exchange);
    }
  } catch (error) {
    return { line: exchanges.length + 1, wrong: error instanceof Unfit ? error.message : unpacking(error) };
  }
  if (exchanges.length < count)
    return { wrong: `it holds ${exchanges.length} answers, its manifest says ${count}` };
  return exchanges;
}

/** What is no recording, however it was packed. */
class Unfit extends Error {}

const unpacking = (error: unknown): string => `it cannot be unpacked: ${(error as Error).message}`;

async function* linesOf(bytes: Uint8Array): AsyncIterable<Buffer> {
  let total = 0;
  let open: Buffer[] = [];
  let size = 0;
  for await (const chunk of Readable.from([bytes]).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bounds.total) throw new Unfit(`all of it is larger than ${megabytes(bounds.total)}`);
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...open, chunk.subarray(from, end)]);
      [open, size, from] = [[], 0, end + 1];
    }
    if (from < chunk.length) open.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > bounds.line) throw new Unfit(`it is longer than ${megabytes(bounds.line)}`);
  }
  if (size > 0) throw new Unfit('it is cut off');
}

/** How many values a line of JSON holds at most, told before it is read: each opens a list or a map, or follows a comma. */
function valuesIn(line: Buffer, most: number): number {
  let values = 1;
  let isText = false;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (byte === quote) isText = !isText;
    else if (isText) at += Number(byte === backslash);
    else values += Number(byte === comma || byte === bracket || byte === brace);
  }
  if (values > most) throw new Unfit(`it holds more than ${most} values`);
  return values;
}

const [quote, backslash, comma, bracket, brace] = Buffer.from('"\\,[{');

function textOf(line: Buffer): string {
  if (!isUtf8(line)) throw new Unfit('it is not UTF-8');
  return line.toString();
}

const newline = 0x0a;
const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
