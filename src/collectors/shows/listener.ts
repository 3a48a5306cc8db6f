import { boolean, listOf, members, oneOf, type Shows, text } from '../../model/property.ts';
import { listenerAttributes } from './load-balancing-attributes.ts';

// An action has that of its type alone.
const actionConfigs = [
  'TargetGroupArn',
  'ForwardConfig',
  'RedirectConfig',
  'FixedResponseConfig',
  'AuthenticateCognitoConfig',
  'AuthenticateOidcConfig',
  'JwtValidationConfig',
];

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
          Conditions: listOf(
            members({
              Field: text,
              Values: listOf(text),
              RegexValues: listOf(text),
              HttpHeaderName: text,
              QueryStrings: listOf(members({ Key: text, Value: text })),
            }),
          ),
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
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
  begins: { 'ELBSecurityPolicy-': ['SslPolicy'] },
  signs: {
    any: [
      'AuthenticateCognitoConfig.AuthenticationRequestExtraParams',
      'AuthenticateOidcConfig.AuthenticationRequestExtraParams',
      'JwtValidationActionAdditionalClaim.Values',
      'RedirectConfig.Path',
      'RedirectConfig.Query',
      'ListenerAttributes.routing.http.response.access_control_allow_credentials.header_value',
      'ListenerAttributes.routing.http.response.content_security_policy.header_value',
      'ListenerAttributes.routing.http.response.strict_transport_security.header_value',
      'ListenerAttributes.routing.http.response.x_content_type_options.header_value',
      'ListenerAttributes.routing.http.response.x_frame_options.header_value',
    ],
    './': [
      'AuthenticateCognitoConfig.UserPoolDomain',
      'AuthenticateOidcConfig.AuthorizationEndpoint',
      'AuthenticateOidcConfig.Issuer',
      'AuthenticateOidcConfig.TokenEndpoint',
      'AuthenticateOidcConfig.UserInfoEndpoint',
      'JwtValidationConfig.Issuer',
      'JwtValidationConfig.JwksEndpoint',
      'RedirectConfig.Host',
    ],
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html',
      where: { Protocol: ['GENEVE', 'HTTP', 'QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'UDP'] },
      none: ['SslPolicy', 'MutualAuthentication'],
      empty: ['AlpnPolicy', 'Live.SslProtocols'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html',
      where: { Protocol: 'HTTPS' },
      empty: ['AlpnPolicy'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html',
      where: { Protocol: 'TLS' },
      none: ['MutualAuthentication'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
      where: { 'Live.LoadBalancerType': 'gateway' },
      none: ['Port', 'Protocol', 'SslPolicy', 'MutualAuthentication'],
      empty: ['AlpnPolicy', 'Live.SslProtocols'],
    },
    {
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html',
      none: ['MutualAuthentication.TrustStoreArn', 'MutualAuthentication.TrustStoreAssociationStatus'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html',
      none: ['Live.Rules[].Conditions[].HttpHeaderName', 'Live.Rules[].Conditions[].QueryStrings[].Key'],
      empty: ['Live.Rules[].Conditions[].QueryStrings'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html',
      none: ['DefaultActions[]', 'Live.Rules[].Actions[]'].flatMap((path) =>
        actionConfigs.map((config) => `${path}.${config}`),
      ),
    },
  ],
  forms: {
    literal: [
      'Live.Rules[].Conditions[].Values',
      'Live.Rules[].Conditions[].RegexValues',
      'Live.Rules[].Conditions[].QueryStrings',
      ...['origin', 'methods', 'headers'].map(
        (name) => `ListenerAttributes.routing.http.response.access_control_allow_${name}.header_value`,
      ),
      'ListenerAttributes.routing.http.response.access_control_expose_headers.header_value',
    ],
  },
} satisfies Shows;
