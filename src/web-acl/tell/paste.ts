import { escapeInvisible } from '../../text/escape.ts';
import type { Proof, Request } from '../model.ts';

/**
 * A request as a shell takes it after `--request`: whole, on one line, between quotes that hold it as it stands, and with
 * nothing invisible in it.
 */
export function pasted(request: Request): string {
  return `'${escapeInvisible(JSON.stringify(essential(request))).replaceAll("'", '\\u0027')}'`;
}

/** A proof with the request that is its witness, for who wants to see for himself. */
export const withRequest = (proof: Proof): Proof & { readonly request?: string } =>
  proof.verdict === 'violated' ? { ...proof, request: pasted(proof.shown) } : proof;

/** Without what `--request` takes for granted. */
function essential({ headers, query, bodySize, token, assumed = {}, ...request }: Request): object {
  const matching = Object.entries(assumed).filter(([, matches]) => matches);
  return {
    ...request,
    ...(query !== '' && { query }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(bodySize > 0 && { bodySize }),
    ...(token === 'valid' && { token }),
    ...(matching.length > 0 && { assumed: Object.fromEntries(matching) }),
  };
}
