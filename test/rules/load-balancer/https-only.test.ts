import { expect, test } from '@jest/globals';
import rule from '../../../rules/load-balancer/https-only.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';
import { judge } from '../../../src/pipeline/judge.ts';
import * as listeners from '../../support/listeners.ts';
import { testNow, testRule } from '../../support/test-rule.ts';

const { answer, forward, listener: at, redirect, rule: when } = listeners;
// `testRule` gives the load balancer this id.
const own = { LoadBalancerArn: 'the-id' };
const listener = (...[port, protocol, rules, more]: Parameters<typeof at>) =>
  at(port, protocol, rules, { ...own, ...more });
const given = { Type: 'application' } as never;
const network = { Type: 'network' } as never;
const https = listener(443, 'HTTPS', [when('default', answer('404'))]);
const http = (...rules: ReturnType<typeof when>[]) => listener(80, 'HTTP', rules);
const redirecting = when('default', redirect());
const to = (more: object) => ({
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const, ...more },
});
const secured = (SslPolicy: string | undefined, Live: object = {}) =>
  listener(443, 'HTTPS', [], { SslPolicy, Live });
const unlisted = (SslPolicy: string) =>
  createResource({
    ...secured(SslPolicy),
    gaps: [
      {
        property: 'Live.SslProtocols',
        kind: 'refused',
        operation: 'test:Read',
        reason: 'AccessDeniedException',
      },
    ],
  });
const acme = { 'path-pattern': ['/.well-known/acme-challenge/token'] };

testRule(rule, {
  passes: {
    'there is an HTTPS listener alone': { given, alongside: [https] },
    'plain HTTP is redirected': {
      given,
      alongside: [https, http(redirecting)],
      seeing: 'port 443 speaks TLS 1.2 or later; port 80 redirects to HTTPS',
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
    'what comes after a redirect of everything is never tried': {
      given,
      alongside: [
        https,
        http(
          when(1, redirect(), { 'path-pattern': ['/*'] }),
          when(2, forward('web'), { 'host-header': ['shop.example.com'] }),
          when('default', answer('404')),
        ),
      ],
    },
    'plain HTTP is redirected to a host of the policy': {
      given,
      params: { hosts: ['*.example.com'] },
      alongside: [http(when('default', to({ Host: 'WWW.example.com' })))],
      seeing: 'port 80 redirects to HTTPS',
    },
    'plain HTTP is redirected to a host below its own': {
      given,
      alongside: [https, http(when('default', to({ Host: 'www.#{host}' })))],
    },
    'the redirect leads to another port that speaks HTTPS': {
      given,
      alongside: [listener(8443, 'HTTPS', []), http(when('default', to({ Port: '8443' })))],
    },
    'the listeners of a network load balancer speak TLS': {
      given: network,
      alongside: [listener(443, 'TLS', [], { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' })],
      seeing: 'port 443 speaks TLS 1.2 or later',
    },
    'QUIC is spoken, which is always encrypted': { given: network, alongside: [listener(443, 'QUIC', [])] },
    'AWS lists what a new security policy speaks': {
      given,
      alongside: [secured('ELBSecurityPolicy-TLS14-2030-01', { SslProtocols: ['TLSv1.3', 'TLSv1.2'] })],
      seeing: 'port 443 speaks TLS 1.2 or later',
    },
    'a known security policy, where AWS was not asked what it speaks': {
      given,
      alongside: [unlisted('ELBSecurityPolicy-TLS13-1-2-2021-06')],
    },
  },
  doesNotApply: {
    'it is a gateway load balancer': {
      given: { Type: 'gateway' } as never,
      because: 'a gateway load balancer answers no one: it passes packets on',
    },
  },
  fails: {
    'a network load balancer has no listener': {
      given: network,
      because: 'it has no listener',
      expected: 'a TLS listener',
      fix: 'Add a TLS listener with a certificate.',
    },
    'a network load balancer passes on UDP, which has no TLS': {
      given: network,
      alongside: [listener(443, 'TLS', []), listener(53, 'UDP', [])],
      because: 'port 53 speaks plain UDP',
      fix: 'Remove the listener on port 53, or put a QUIC listener in its place: a load balancer has no TLS over UDP.',
    },
    'nothing listens where plain HTTP is redirected to': {
      given,
      alongside: [http(redirecting)],
      because: 'the default rule on port 80 redirects to HTTPS on port 443, where nothing listens',
      fix: 'Add an HTTPS listener on port 443.',
      expected: 'an HTTPS listener on port 443',
      actual: null,
    },
    'plain HTTP is spoken where it is redirected to': {
      given,
      alongside: [https, http(when('default', to({ Port: '#{port}' })))],
      because: 'the default rule on port 80 redirects to HTTPS on port 80, where HTTP is spoken',
      fix: 'Make the default rule on port 80 redirect to port 443.',
    },
    'plain HTTP is redirected to another host': {
      given,
      params: { hosts: ['www.example.com'] },
      alongside: [https, http(when('default', to({ Host: 'www.example.org' })))],
      because: 'the default rule on port 80 redirects to www.example.org',
      expected: ['#{host}', 'www.example.com'],
      actual: 'www.example.org',
    },
    'the host it is redirected to only begins like the own one': {
      given,
      alongside: [https, http(when('default', to({ Host: '#{host}.example.org' })))],
      because: 'the default rule on port 80 redirects to #{host}.example.org',
    },
    'it has no listener at all': { given, because: 'it has no listener', actual: [] },
    'a listener of a network load balancer passes on what it gets': {
      given: network,
      alongside: [listener(443, 'TLS', []), listener(9000, 'TCP_UDP', [])],
      because: 'port 9000 speaks plain TCP_UDP',
      fix: 'Put a TLS listener in the place of the one on port 9000, which takes no UDP.',
    },
    'several things are wrong': {
      given,
      alongside: [
        secured('ELBSecurityPolicy-2016-08'),
        http(when(1, forward('a')), when('default', answer('200'))),
        listener(81, 'HTTP', [when('default', answer('200'))]),
      ],
      because:
        'SslPolicy ELBSecurityPolicy-2016-08 of port 443 accepts TLS 1.0; rule 1 on port 80 forwards plain HTTP; ' +
        'the default rule on port 81 answers plain HTTP with fixed-response',
    },
    'a rule before it takes only a part of its requests': {
      given,
      alongside: [
        https,
        http(when(1, redirect(), { 'source-ip': ['0.0.0.0/0'] }), when('default', forward('web'))),
      ],
      because: 'the default rule on port 80 forwards plain HTTP',
    },
    'AWS lists an older TLS for the security policy, whatever its name': {
      given,
      alongside: [
        secured('ELBSecurityPolicy-TLS13-1-2-2021-06', { Rules: [], SslProtocols: ['TLSv1.2', 'SSLv3'] }),
      ],
      because: 'SslPolicy ELBSecurityPolicy-TLS13-1-2-2021-06 of port 443 accepts SSL 3.0',
    },
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
    'it does not stand yet, and has no listener': {
      given,
      condition: {
        state: 'provisioning',
        serves: false,
        moving: true,
        since: '2026-11-24T11:58:00.000Z',
      },
      because: 'it has no listener, while the-name is provisioning',
    },
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
    'AWS was not asked what a new security policy speaks': {
      given,
      alongside: [unlisted('ELBSecurityPolicy-TLS14-2030-01')],
      because: 'could not read Live.SslProtocols: test:Read answered AccessDeniedException',
    },
    'a security policy speaks what is new': {
      given,
      alongside: [secured('ELBSecurityPolicy-TLS13-1-2-2021-06', { SslProtocols: ['TLSv1.4'] })],
      because: 'SslPolicy ELBSecurityPolicy-TLS13-1-2-2021-06 is not known to this version',
    },
    'the answer does not say what a rule does': {
      given,
      alongside: [https, http({ ...redirecting, Actions: [] })],
      because: 'the answer does not say what the default rule on port 80 does',
    },
    'the protocol of a listener is new': {
      given: network,
      alongside: [listener(443, 'SCTP', [])],
      because: 'Protocol SCTP of port 443 is not known',
    },
    'the answer does not say what is spoken': {
      given,
      alongside: [listener(443, undefined as never, [])],
      because: 'the answer does not say what port 443 speaks',
    },
    'an expression that we cannot read may take all before a plain rule': {
      given,
      alongside: [
        https,
        http(
          {
            ...when(1, redirect()),
            Conditions: [{ Field: 'path-pattern', Values: [], RegexValues: ['^/(a|b)'] }],
          },
          when(2, forward('web'), { 'path-pattern': ['/a/*'] }),
          redirecting,
        ),
      ],
      because:
        'rule 2 on port 80 forwards plain HTTP (path /a/*), unless an earlier rule takes its requests, which cannot be told',
    },
    'not all listeners are known, and none that is listens where plain HTTP is redirected to': {
      given,
      alongside: [http(redirecting)],
      blind: ['AWS::ElasticLoadBalancingV2::Listener'],
      because:
        'could not read the list of AWS::ElasticLoadBalancingV2::Listener: test:Read answered AccessDeniedException',
    },
    'its kind cannot be read': {
      given,
      unreadable: ['Type'],
      because: 'could not read Type: test:Read answered AccessDeniedException',
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

test('tells ten things that are wrong, and how many more there are', () => {
  const plain = [...Array(15).keys()].map((index) =>
    when(index + 1, forward('web'), { 'path-pattern': [`/${index}`] }),
  );
  const inventory = createInventory([https, http(...plain, redirecting)]);
  const verdict = judge(
    rule,
    { type: rule.type, id: 'the-id', properties: { Type: 'application' }, gaps: [] } as never,
    {},
    { inventory, relate: () => ({}) as never, now: testNow },
  );
  expect(verdict).toMatchObject({ status: 'fail', facts: { length: 11 } });
  expect(verdict.message).toMatch(/; and 5 more are wrong$/);
});
