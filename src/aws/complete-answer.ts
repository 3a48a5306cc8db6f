import { type Limits, limits, wholeBody } from './whole-body.ts';
import { misshapenList } from './xml-lists.ts';

/**
 * Reads an answer whole before the SDK parses it. The SDK takes an HTML page or a cut-off document for an answer
 * with nothing in it, which would make everything absent, and waits for ever for a body that does not end.
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
  readonly protocol?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
/** Which command of the SDK asks: `DescribeSubnetsCommand`. */
interface Context {
  readonly commandName?: string;
}
type Next = (args: { readonly request: unknown }) => Promise<{ readonly response: unknown }>;

export interface MiddlewareStack {
  add(
    middleware: unknown,
    options: { readonly step: 'deserialize'; readonly name: string; readonly priority: 'low' },
  ): void;
}

export function requireCompleteAnswers(
  stack: MiddlewareStack,
  service: string,
  within: Limits = limits,
): void {
  const middleware =
    (next: Next, { commandName = '' }: Context = {}) =>
    async (args: { readonly request: unknown }) => {
      const [asked, request] = [performance.now(), args.request as HttpRequest];
      try {
        const result = await next(args);
        const bytes = await wholeOf(result.response as HttpResponse, asked, within);
        if (bytes) requireReadable(request, bytes, [service, commandName.replace(/Command$/, '')]);
        return result;
      } catch (error) {
        throw Object.defineProperty(Object(error), '$endpoint', {
          value: endpointOf(request),
          configurable: true,
        });
      }
    };
  stack.add(middleware, { step: 'deserialize', name: 'completeAnswer', priority: 'low' });
}

/** Whom the question went to, for refusals: most errors of a connection name nobody. */
function endpointOf({ protocol = 'https:', hostname = '', port }: HttpRequest): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ''}`;
}

/** Its body; none where it is an error, whatever the body says. */
async function wholeOf(response: HttpResponse, asked: number, within: Limits): Promise<Buffer | undefined> {
  const bytes = await wholeBody(response.body, asked, within);
  response.body = bytes;
  return response.statusCode >= 300 ? undefined : bytes;
}

function requireReadable(
  { headers }: HttpRequest,
  bytes: Buffer,
  operation: readonly [service: string, name: string],
): void {
  const type = headers['content-type'] ?? '';
  if (type.includes('cbor')) return; // its parser refuses what is cut off
  const problem = type.includes('x-www-form-urlencoded')
    ? problemOfXml(bytes.toString(), operation)
    : problemOfJson(bytes.toString());
  if (problem) throw new IncompleteAnswer(problem);
}

function problemOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? undefined : 'the answer is no JSON object';
  } catch {
    return 'the answer is not JSON, or is cut off';
  }
}

/** A document that ends with the end of the element it began with, and that is not a web page. */
function problemOfXml(text: string, operation: readonly [string, string]): string | undefined {
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z]\w*)/.exec(text)?.[1];
  if (!root || root.toLowerCase() === 'html') return 'the answer is no XML document of AWS';
  if (!new RegExp(`(?:</${root}>|^[^<]*<[^>]*/>)\\s*$`).test(text)) return 'the answer is cut off';
  const list = misshapenList(...operation, text);
  return list && `${list} is not a list`;
}
