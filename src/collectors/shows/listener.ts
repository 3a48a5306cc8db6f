import { anything, boolean, listOf, members, oneOf, type Shows, text } from '../../model/property.ts';
import { listenerAttributes } from './load-balancing-attributes.ts';

export const shows = {
  cloudFormation: {
    LoadBalancerArn: true,
    Port: true,
    Protocol: {
      type: oneOf('GENEVE', 'HTTP', 'HTTPS', 'QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'TLS', 'UDP'),
    },
    SslPolicy: true,
    Certificates: true,
    DefaultActions: true,
    AlpnPolicy: true,
    MutualAuthentication: true,
    ListenerAttributes: { type: members(listenerAttributes) },
  },
  live: {
    LoadBalancerName: { type: text, about: 'The name of its load balancer.' },
    LoadBalancerType: {
      type: oneOf('application', 'gateway', 'network'),
      about: 'The kind of its load balancer.',
    },
    Rules: {
      type: listOf(
        members({
          RuleArn: text,
          Priority: text,
          IsDefault: boolean,
          Conditions: anything,
          Actions: { kind: 'list', of: { kind: 'named', name: 'Action' } },
        }),
      ),
      about: 'Its rules in the order they are tried, the default rule last.',
    },
    SslProtocols: { type: listOf(text), about: 'What its security policy speaks: `TLSv1.2`.' },
  },
  adds: { 'Certificate.IsDefault': boolean, 'MutualAuthentication.TrustStoreAssociationStatus': text },
  // What a fixed response says, and what identity providers are given, is not kept.
  omits: ['AuthenticateOidcConfig.ClientSecret', 'FixedResponseConfig.MessageBody'],
} satisfies Shows;
