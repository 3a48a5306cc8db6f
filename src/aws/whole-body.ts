/** How long an answer may take, and how long it may be. Times are in milliseconds, `most` in bytes. */
export interface Limits {
  /** Without a byte. */
  readonly silence: number;
  /** From the question to the last byte. */
  readonly deadline: number;
  readonly most: number;
}

// The largest answers of AWS (a page of 100 services) stay under 2 MB.
export const limits: Limits = { silence: 10_000, deadline: 30_000, most: 64 * 2 ** 20 };

/** An answer that does not end in time. It is not retried: what drips once drips again. */
export class AnswerTooSlow extends Error {
  override readonly name = 'AnswerTooSlow';
}

export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

interface Body extends AsyncIterable<Uint8Array> {
  destroy?(): unknown;
}

/** All bytes of a body that was asked for at `asked`. Throws where it stops, drips or never ends; the connection is closed then. */
export async function wholeBody(body: unknown, asked: number, within: Limits): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body as Uint8Array);
  const stream = body as Body;
  const chunks = stream[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const next = await beforeLong(chunks.next(), asked, within);
      if (next.done) return Buffer.concat(read);
      size += next.value.length;
      if (size > within.most) throw new AnswerTooLarge(`the answer is longer than ${within.most} bytes`);
      read.push(next.value);
    }
  } catch (error) {
    stream.destroy?.();
    throw error;
  }
}

async function beforeLong<T>(next: Promise<T>, asked: number, { silence, deadline }: Limits): Promise<T> {
  const left = asked + deadline - performance.now();
  const late = left < silence ? `did not end within ${deadline} ms` : `stopped for ${silence} ms`;
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AnswerTooSlow(`the answer ${late}`)),
      Math.max(0, Math.min(left, silence)),
    );
  });
  next.catch(() => undefined); // the alarm may win, and the connection is closed then
  return Promise.race([next, alarm]).finally(() => clearTimeout(timer));
}
