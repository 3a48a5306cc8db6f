/** AWS's word for one of a type: `load balancer` of `AWS::ElasticLoadBalancingV2::LoadBalancer`, `web ACL`, `DB cluster`. */
export function nounOf(type: string): string {
  const words = (type.split('::').at(-1) ?? type).match(/[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+/g) ?? [
    type,
  ];
  return words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ');
}

/** `load balancers`, `scaling policies` */
export const nounsOf = (type: string): string =>
  nounOf(type)
    .replace(/(?<=[a-z])y$/, 'ie')
    .concat('s');
