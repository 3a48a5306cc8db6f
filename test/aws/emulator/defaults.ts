import type { Asked } from './identify.ts';

/** A request with what AWS takes for granted where moto forgets to. */
export function withDefaults({ operation }: Asked, body: Buffer): Buffer {
  if (operation !== 'elasticloadbalancing:CreateLoadBalancer') return body;
  const members = new URLSearchParams(body.toString());
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
  if (members.has('Scheme') || members.get('Type') === 'gateway') return body;
  members.set('Scheme', 'internet-facing');
  return Buffer.from(members.toString());
}
