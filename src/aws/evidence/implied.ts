import type { Answer, Exchange } from '../exchange.ts';

type Asked = Pick<Exchange, 'service' | 'operation' | 'input' | 'account' | 'region'>;

/**
 * Answers that a recording holds within others, so that a part of a policy may be judged by evidence of the whole: what
 * has been asked as a load balancer's web ACL, which AWS answers with all of it, is not asked by its name again.
 */
export function impliedBy(exchanges: readonly Exchange[]): (asked: Asked) => Answer | undefined {
  const webAcls = new Map(exchanges.flatMap(webAclIn));
  return ({ service, operation, input, account, region }) => {
    if (service !== 'wafv2' || operation !== 'GetWebACL') return undefined;
    const { Name, Id } = input as { readonly Name?: string; readonly Id?: string };
    return webAcls.get(nameOf(account, region, Name, Id));
  };
}

const nameOf = (account: string, region: string, Name: string | undefined, Id: string | undefined): string =>
  JSON.stringify([account, region, Name, Id]);

function webAclIn(exchange: Exchange): readonly (readonly [string, Answer])[] {
  const { service, operation, account, region, answer } = exchange;
  if (service !== 'wafv2' || operation !== 'GetWebACLForResource' || answer.kind === 'refusal') return [];
  const { WebACL } = answer.output as { readonly WebACL?: { readonly Name?: string; readonly Id?: string } };
  if (!WebACL) return [];
  return [[nameOf(account, region, WebACL.Name, WebACL.Id), { kind: 'output', output: { WebACL } }]];
}
