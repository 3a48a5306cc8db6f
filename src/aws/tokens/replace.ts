import { randomBytes } from 'node:crypto';
import type { Exchange } from '../exchange.ts';
import { type Tokens, tokensFor } from './choose.ts';
import { comparedIn, comparedOf, isRecord, patternSetsIn, textOf } from './compared.ts';

/** What a recording says of the values in it that are not AWS's own. */
export interface Redaction {
  readonly tokens: {
    readonly count: number;
    readonly of: readonly string[];
  };
  readonly stays: readonly string[];
}

export interface Redacted {
  readonly exchanges: readonly Exchange[];
  readonly redaction: Redaction;
}

/** A recording with a token for each header, cookie and argument that is compared exactly, as origins check a secret. */
export function withTokens(exchanges: readonly Exchange[], salt: Buffer = randomBytes(32)): Redacted {
  const compared = comparedIn(exchanges);
  const chosen = tokensFor(compared, patternSetsIn(exchanges), salt);
  const replaced = compared.filter(
    ({ kind, isCredential, text }) => kind === 'exactly' && isCredential && chosen.tokens.has(text),
  );
  return {
    exchanges: exchanges.map((exchange) => replacedIn(exchange, chosen)),
    redaction: {
      tokens: { count: chosen.tokens.size, of: [...new Set(replaced.map(({ field }) => field))] },
      stays: [
        'search strings and expressions that are not compared exactly with a header, cookie or argument',
        ...[...chosen.kept].map(([field, why]) => `a value of ${field}: ${why}`),
      ],
    },
  };
}

function replacedIn(exchange: Exchange, chosen: Tokens): Exchange {
  const { answer } = exchange;
  if (answer.kind === 'refusal' || chosen.tokens.size === 0) return exchange;
  return { ...exchange, answer: { ...answer, output: replaced(answer.output, chosen) as object } };
}

function replaced(value: unknown, chosen: Tokens): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, chosen));
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replaced(member, chosen)]),
  );
  const tokens = comparedOf(value).filter(({ kind, isCredential }) => kind === 'exactly' && isCredential);
  if (tokens.length === 0) return inner;
  const { HttpHeaderConfig: config } = value;
  if (isRecord(config)) {
    // Some answers say the values of a condition twice.
    const [own, within] = [value, config].map(({ Values }) =>
      Array.isArray(Values) ? { Values: Values.map((each) => tokenOf(each, chosen)) } : {},
    );
    return { ...inner, ...own, HttpHeaderConfig: { ...config, ...within } };
  }
  return { ...inner, SearchString: tokenOf(value['SearchString'], chosen) };
}

function tokenOf(value: unknown, { tokens }: Tokens): unknown {
  const token = tokens.get(textOf(value) ?? '');
  if (token === undefined) return value;
  const bytes = Buffer.from(token, 'latin1');
  return typeof value === 'string' ? bytes.toString() : new Uint8Array(bytes);
}
