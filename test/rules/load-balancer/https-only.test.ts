import { expect, test } from '@jest/globals';
import rule from '../../../rules/load-balancer/https-only.ts';
import * as listeners from '../../support/listeners.ts';
import { testRule } from '../../support/test-rule.ts';

const { answer, forward, listener: at, redirect, rule: when } = listeners;
// `testRule` gives the load balancer this id.
const own = { LoadBalancerArn: 'the-id' };
const listener = (...[port, protocol, rules, more]: Parameters<typeof at>) =>
  at(port, protocol, rules, { ...own, ...more });
const given = {} as never;
const https = listener(443, 'HTTPS', [when('default', answer('404'))]);
const http = (...rules: ReturnType<typeof when>[]) => listener(80, 'HTTP', rules);
const redirecting = when('default', redirect());
const secured = (SslPolicy: string | undefined) => listener(443, 'HTTPS', [], { SslPolicy });
const acme = { 'path-pattern': ['/.well-known/acme-challenge/token'] };

testRule(rule, {
  passes: {
    'there is an HTTPS listener alone': { given, alongside: [https] },
    'plain HTTP is redirected': {
      given,
      alongside: [https, http(redirecting)],
      seeing: 'port 80 redirects to HTTPS; port 443 speaks TLS 1.2 or later',
    },
    'it is redirected for now': {
      given,
      alongside: [https, http(when('default', redirect('HTTPS', 'HTTP_302')))],
    },
    'a plain path is allowed': {
      given,
      params: { plainPaths: ['/.well-known/acme-challenge/*'] },
      alongside: [https, http(when(1, forward('acme'), acme), redirecting)],
    },
    'another load balancer forwards plain HTTP': {
      given,
      alongside: [https, at(80, 'HTTP', [when('default', forward('web'))])],
    },
    'only TLS 1.3 is asked and spoken': {
      given,
      params: { minTls: '1.3' },
      alongside: [secured('ELBSecurityPolicy-TLS13-1-3-PQ-2025-09')],
    },
  },
  fails: {
    'no listener speaks HTTPS': {
      given,
      alongside: [http(redirecting)],
      because: 'no listener speaks HTTPS',
      expected: 'an HTTPS listener',
      actual: ['HTTP on port 80'],
    },
    'it has no listener at all': { given, because: 'no listener speaks HTTPS', actual: [] },
    'the default rule forwards': {
      given,
      alongside: [https, http(when('default', forward('web')))],
      because: 'the default rule on port 80 forwards plain HTTP',
      expected: 'a redirect to HTTPS',
      actual: 'forward',
    },
    'one rule forwards beside a redirecting default': {
      given,
      alongside: [https, http(when(10, forward('web'), { 'path-pattern': ['/api/*'] }), redirecting)],
      because: 'rule 10 on port 80 forwards plain HTTP (path /api/*)',
    },
    'it redirects to the protocol of the request': {
      given,
      alongside: [https, http(when('default', redirect('#{protocol}')))],
      because: 'the default rule on port 80 redirects to #{protocol} with HTTP_301',
    },
    'plain HTTP is answered': {
      given,
      alongside: [https, http(when('default', answer('200')))],
      because: 'the default rule on port 80 answers plain HTTP with fixed-response',
    },
    'a second plain port forwards': {
      given,
      alongside: [https, http(redirecting), listener(8080, 'HTTP', [when('default', forward('web'))])],
      because: 'the default rule on port 8080 forwards plain HTTP',
    },
    'a rule serves more than the plain paths': {
      given,
      params: { plainPaths: ['/.well-known/*'] },
      alongside: [
        https,
        http(when(1, forward('web'), { 'path-pattern': ['/.well-known/x', '/*'] }), redirecting),
      ],
      because: 'rule 1 on port 80 forwards plain HTTP (path /.well-known/x, /*)',
    },
    'the security policy accepts an older TLS': {
      given,
      alongside: [secured('ELBSecurityPolicy-2016-08')],
      because: 'SslPolicy ELBSecurityPolicy-2016-08 of port 443 accepts TLS 1.0',
      expected: 'TLS 1.2 or later',
      actual: 'TLS 1.0',
    },
    'what was seen is plain, though not all was seen': {
      given,
      alongside: [http(when('default', forward('web')))],
      blind: ['AWS::ElasticLoadBalancingV2::Listener'],
      because: 'the default rule on port 80 forwards plain HTTP',
    },
  },
  isUnknown: {
    'the listeners cannot be listed': {
      given,
      alongside: [https],
      blind: ['AWS::ElasticLoadBalancingV2::Listener'],
      because:
        'could not read the list of AWS::ElasticLoadBalancingV2::Listener: test:Read answered AccessDeniedException',
    },
    'the rules of a plain listener cannot be read': {
      given,
      alongside: [https, listener(80, 'HTTP', 'unread')],
      because: 'could not read Live.Rules: test:Read answered AccessDeniedException',
    },
    'the security policy is new': {
      given,
      alongside: [secured('ELBSecurityPolicy-TLS14-2030-01')],
      because: 'SslPolicy ELBSecurityPolicy-TLS14-2030-01 is not known to this version',
    },
    'the answer does not say the security policy': {
      given,
      alongside: [secured(undefined)],
      because: 'the answer does not say the SslPolicy of port 443',
    },
  },
});

test('asks for TLS 1.2 unless the policy says otherwise', () => {
  expect(rule.params.minTls.schema.default).toBe('1.2');
});
