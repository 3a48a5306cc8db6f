import type {
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  ProtocolEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Known } from './unknown-values.ts';

export const describeListeners = operation<DescribeListenersCommandInput, DescribeListenersCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeListeners',
  permissions: ['elasticloadbalancing:DescribeListeners'],
  answers: 'Listeners',
  identity: ['ListenerArn'],
  belongs: ({ LoadBalancerArn }, asked) => LoadBalancerArn === asked.LoadBalancerArn,
});

export const describeRules = operation<DescribeRulesCommandInput, DescribeRulesCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeRules',
  permissions: ['elasticloadbalancing:DescribeRules'],
  answers: 'Rules',
  identity: ['RuleArn'],
  neverEmpty: true, // every listener has its default rule
  // Of the default rule, which AWS makes with its listener, the ARN tells which.
  belongs: ({ RuleArn, IsDefault }, { ListenerArn = '' }) =>
    !IsDefault ||
    !String(RuleArn).includes(':listener-rule/') ||
    String(RuleArn).startsWith(`${ListenerArn.replace(':listener/', ':listener-rule/')}/`),
});

/** The protocols that we know. */
export const protocolNames: Known<ProtocolEnum> = {
  GENEVE: true,
  HTTP: true,
  HTTPS: true,
  QUIC: true,
  TCP: true,
  TCP_QUIC: true,
  TCP_UDP: true,
  TLS: true,
  UDP: true,
};
