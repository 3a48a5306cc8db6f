import type { Request } from '../model.ts';
import type { Truth } from '../walk/circuit.ts';
import { sentAs } from './request-field.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html */
export const MOST_BYTES = 8192;
const MOST = 200;

/** Whether a request has more headers, or more of them, than AWS inspects; whether names count is not documented. */
export function areOversize({ headers }: Request): Truth {
  const lines = Object.entries(headers);
  return isMore(
    lines.length,
    lines.map(([, value]) => value),
    lines.map(([name, value]) => `${name}: ${value}`),
  );
}

export function areCookiesOversize({ headers }: Request): Truth {
  const { cookie: cookies = '' } = headers;
  return isMore(cookies.split(';').length, [cookies], [cookies]);
}

/** Whether a header stands beyond what AWS inspects of them. */
export function isHidden({ headers }: Request, name: string): boolean {
  const lines = Object.entries(headers);
  const at = lines.findIndex(([each]) => each.toLowerCase() === name);
  const before = lines.slice(0, at + 1).map(([each, value]) => `${each}: ${value}`);
  return at >= 0 && isMore(at + 1, before, before) === true;
}

function isMore(count: number, least: readonly string[], most: readonly string[]): Truth {
  if (count > MOST || bytes(least) > MOST_BYTES) return true;
  return bytes(most) > MOST_BYTES ? undefined : false;
}

const bytes = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + sentAs(text).length, 0);
