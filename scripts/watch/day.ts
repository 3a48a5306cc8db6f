import type { Exchange } from '../../src/aws/exchange.ts';
import type { Change } from '../../test/fortnight/aws/account.ts';
import { targetOf } from '../../test/fortnight/aws/breaks.ts';

/** A moment of the day: what people are told beside the channel, and how AWS is from then on. */
export interface Moment {
  /** `10:15` */
  readonly time: string;
  readonly aside: string;
  readonly changes: readonly Change[];
  readonly isLost?: (exchange: Exchange) => boolean;
  /** Somebody reacts with 👀 to the message of this headline, before the audit. */
  readonly reacts?: string;
}

const least: Change = (aws) => {
  targetOf(aws, 'menu').MinCapacity = 1;
};

/** Somebody lets health checks through, before the rule that screens countries. */
const healthCheck: Change = (aws) => {
  const { WebACL } = aws.said('wafv2:GetWebACLForResource');
  for (const rule of WebACL.Rules) rule.Priority += 1;
  WebACL.Rules.unshift({
    Name: 'health-check',
    Priority: 0,
    Action: { Allow: {} },
    VisibilityConfig: {
      SampledRequestsEnabled: true,
      CloudWatchMetricsEnabled: true,
      MetricName: 'health-check',
    },
    Statement: {
      ByteMatchStatement: {
        SearchString: new TextEncoder().encode('/health'),
        FieldToMatch: { UriPath: {} },
        PositionalConstraint: 'STARTS_WITH',
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      },
    },
  });
};

const onlyCounted: Change = (aws) => {
  const rule = aws
    .said('wafv2:GetWebACLForResource')
    .WebACL.Rules.find(({ Name }: { Name: string }) => Name === 'rate-limit');
  rule.Action = { Count: {} };
};

const isListOfServices = ({ operation }: Exchange): boolean => operation === 'ListServices';

export const day: readonly Moment[] = [
  {
    time: '09:00',
    aside: 'The first audit. What was there before anybody looked is one message.',
    changes: [],
  },
  { time: '09:15', aside: 'Nothing changed.', changes: [] },
  {
    time: '10:15',
    aside: 'A deploy lets health checks pass the web ACL before it screens countries.',
    changes: [healthCheck],
  },
  {
    time: '10:30',
    aside:
      'The same deploy goes on: the rate limit only counts. It is the same incident: its message is edited.',
    changes: [healthCheck, onlyCounted],
  },
  {
    time: '10:45',
    aside: 'Somebody on call reacts with 👀: no more reminders.',
    changes: [healthCheck, onlyCounted],
    reacts: 'firewall',
  },
  {
    time: '12:00',
    aside:
      "A change of the audit's role takes away a permission. What cannot be seen is not broken, and not fixed.",
    changes: [healthCheck, onlyCounted],
    isLost: isListOfServices,
  },
  {
    time: '12:15',
    aside: 'It is back; meanwhile somebody let a service scale in to one task.',
    changes: [healthCheck, onlyCounted, least],
  },
  { time: '13:00', aside: 'The web ACL is as it was.', changes: [least] },
  { time: '13:15', aside: 'So is the service.', changes: [] },
];
