/**
 * Reads an answer whole before the SDK parses it. The SDK takes an HTML page or a cut-off document for an answer
 * with nothing in it, which would make everything absent.
 */
export class IncompleteAnswer extends Error {
  override readonly name = 'IncompleteAnswer';
}

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
}
interface HttpRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
}
type Next = (args: { readonly request: unknown }) => Promise<{ readonly response: unknown }>;

export interface MiddlewareStack {
  add(
    middleware: unknown,
    options: { readonly step: 'deserialize'; readonly name: string; readonly priority: 'low' },
  ): void;
}

export function requireCompleteAnswers(stack: MiddlewareStack): void {
  const middleware = (next: Next) => async (args: { readonly request: unknown }) => {
    const result = await next(args);
    await complete(args.request as HttpRequest, result.response as HttpResponse);
    return result;
  };
  stack.add(middleware, { step: 'deserialize', name: 'completeAnswer', priority: 'low' });
}

async function complete(request: HttpRequest, response: HttpResponse): Promise<void> {
  if (response.statusCode >= 300) return; // an error whatever its body says
  const bytes = await bytesOf(response.body);
  response.body = bytes;
  const asked = request.headers['content-type'] ?? '';
  if (asked.includes('cbor')) return; // its parser refuses what is cut off
  const problem = asked.includes('x-www-form-urlencoded')
    ? problemOfXml(bytes.toString())
    : problemOfJson(bytes.toString());
  if (problem) throw new IncompleteAnswer(problem);
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function problemOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? undefined : 'the answer is no JSON object';
  } catch {
    return 'the answer is not JSON, or is cut off';
  }
}

/** A document that ends with the end of the element it began with, and that is not a web page. */
function problemOfXml(text: string): string | undefined {
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z]\w*)/.exec(text)?.[1];
  if (!root || root.toLowerCase() === 'html') return 'the answer is no XML document of AWS';
  return new RegExp(`(?:</${root}>|^[^<]*<[^>]*/>)\\s*$`).test(text) ? undefined : 'the answer is cut off';
}
