import {
  all,
  covers,
  defineRule,
  fail,
  type Inventory,
  oneOf,
  pass,
  type Resource,
  strings,
  unknown,
  type Verdict,
} from '../../src/rule.ts';

type Listener = Resource<'AWS::ElasticLoadBalancingV2::Listener'>;
type Rule = NonNullable<Listener['properties']['Live']['Rules']>[number];

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'https-only',
  title: 'Everything is served over HTTPS',
  why: 'What travels over plain HTTP, or under a broken version of TLS, can be read and changed on its way.',
  fix: 'Redirect every rule of every HTTP listener to HTTPS, and give HTTPS listeners a current security policy.',
  severity: 'high',
  reads: [],
  uses: {
    'AWS::ElasticLoadBalancingV2::Listener': [
      'LoadBalancerArn',
      'Port',
      'Protocol',
      'SslPolicy',
      'Live.Rules',
    ],
  },
  params: {
    minTls: oneOf('The oldest version of TLS that may be spoken.', ['1.0', '1.1', '1.2', '1.3'], '1.2'),
    plainPaths: strings('Path patterns that may be served over plain HTTP: `/.well-known/acme-challenge/*`.'),
  },
  check({ id }, { params: { minTls, plainPaths }, inventory }) {
    const listeners = inventory
      .seenOfType('AWS::ElasticLoadBalancingV2::Listener')
      .filter(({ properties }) => properties.LoadBalancerArn === id);
    return all(
      () => judgePresence(id, inventory),
      ...listeners.filter(speaks('HTTP')).map((listener) => () => judgePlain(listener, plainPaths)),
      ...listeners.filter(speaks('HTTPS')).map((listener) => () => judgeTls(listener, minTls)),
    );
  },
});

const speaks =
  (protocol: string) =>
  ({ properties: { Protocol } }: Listener): boolean =>
    Protocol === protocol;

function judgePresence(id: string, inventory: Inventory): Verdict {
  const listeners = inventory
    .ofType('AWS::ElasticLoadBalancingV2::Listener')
    .filter(({ properties }) => properties.LoadBalancerArn === id);
  if (listeners.some(speaks('HTTPS'))) return pass();
  const actual = listeners.map(({ properties: { Protocol, Port } }) => `${Protocol} on port ${Port}`);
  return fail('no listener speaks HTTPS', { expected: 'an HTTPS listener', actual, path: 'Listeners' });
}

function judgePlain({ properties: { Port, Live } }: Listener, plainPaths: readonly string[]): Verdict {
  const rules = Live.Rules ?? [];
  const plain = rules.find((rule) => !redirects(rule) && !mayBePlain(rule, plainPaths));
  if (!plain) return pass(`port ${Port} redirects to HTTPS`);
  const which = plain.IsDefault ? 'the default rule' : `rule ${plain.Priority}`;
  return fail(`${which} on port ${Port} ${deedOf(plain)}`, {
    expected: 'a redirect to HTTPS',
    actual: plain.Actions.map(({ Type }) => Type).join(', '),
    path: 'Listeners.Rules.Actions',
  });
}

// `#{protocol}` is the protocol of the request, which is HTTP here.
const redirects = ({ Actions }: Rule): boolean =>
  Actions.some(
    ({ Type, RedirectConfig }) =>
      Type === 'redirect' &&
      RedirectConfig?.Protocol === 'HTTPS' &&
      ['HTTP_301', 'HTTP_302'].includes(RedirectConfig.StatusCode ?? ''),
  );

const mayBePlain = ({ Conditions }: Rule, plainPaths: readonly string[]): boolean =>
  Conditions.some(
    ({ Field, Values, RegexValues }) =>
      Field === 'path-pattern' &&
      RegexValues.length === 0 &&
      Values.length > 0 &&
      Values.every((path) => plainPaths.some((allowed) => covers(allowed, path))),
  );

function deedOf({ Actions, Conditions }: Rule): string {
  const paths = Conditions.filter(({ Field }) => Field === 'path-pattern').flatMap(({ Values }) => Values);
  const where = paths.length > 0 ? ` (path ${paths.join(', ')})` : '';
  const last = Actions.at(-1);
  if (last?.Type === 'forward') return `forwards plain HTTP${where}`;
  if (last?.Type !== 'redirect') return `answers plain HTTP with ${last?.Type ?? 'nothing'}${where}`;
  const { Protocol = '#{protocol}', StatusCode } = last.RedirectConfig ?? {};
  return `redirects to ${Protocol} with ${StatusCode}${where}`;
}

function judgeTls({ properties: { Port, SslPolicy } }: Listener, minTls: string): Verdict {
  if (!SslPolicy) return unknown(`the answer does not say the SslPolicy of port ${Port}`);
  const lowest = lowestTls(SslPolicy);
  if (!lowest) return unknown(`SslPolicy ${SslPolicy} is not known to this version`);
  if (Number(lowest) >= Number(minTls)) return pass(`port ${Port} speaks TLS ${lowest} or later`);
  return fail(`SslPolicy ${SslPolicy} of port ${Port} accepts TLS ${lowest}`, {
    expected: `TLS ${minTls} or later`,
    actual: `TLS ${lowest}`,
    path: 'Listeners.SslPolicy',
  });
}

const lowestTls = (policy: string): string | undefined =>
  Object.entries(policies).find(([, names]) =>
    names.split(' ').includes(policy.replace('ELBSecurityPolicy-', '')),
  )?.[0];

// Security policies by the oldest protocol they accept, without `ELBSecurityPolicy-`: "Security policies for your
// Application Load Balancer", docs.aws.amazon.com, and the retired ones that listeners still have.
const policies = {
  '1.0':
    '2015-05 2016-08 TLS-1-0-2015-04 FS-2018-06 TLS13-1-0-2021-06 TLS13-1-0-PQ-2025-09 ' +
    'TLS13-1-0-FIPS-2023-04 TLS13-1-0-FIPS-PQ-2025-09',
  '1.1': 'TLS-1-1-2017-01 FS-1-1-2019-08 TLS13-1-1-2021-06 TLS13-1-1-FIPS-2023-04',
  '1.2':
    'TLS-1-2-2017-01 TLS-1-2-Ext-2018-06 FS-1-2-2019-08 FS-1-2-Res-2019-08 FS-1-2-Res-2020-10 ' +
    'TLS13-1-2-2021-06 TLS13-1-2-Res-2021-06 TLS13-1-2-Ext1-2021-06 TLS13-1-2-Ext2-2021-06 ' +
    'TLS13-1-2-PQ-2025-09 TLS13-1-2-Res-PQ-2025-09 TLS13-1-2-Ext1-PQ-2025-09 TLS13-1-2-Ext2-PQ-2025-09 ' +
    'TLS13-1-2-FIPS-2023-04 TLS13-1-2-Res-FIPS-2023-04 TLS13-1-2-Ext0-FIPS-2023-04 ' +
    'TLS13-1-2-Ext1-FIPS-2023-04 TLS13-1-2-Ext2-FIPS-2023-04 TLS13-1-2-FIPS-PQ-2025-09 ' +
    'TLS13-1-2-Res-FIPS-PQ-2025-09 TLS13-1-2-Ext0-FIPS-PQ-2025-09 TLS13-1-2-Ext1-FIPS-PQ-2025-09 ' +
    'TLS13-1-2-Ext2-FIPS-PQ-2025-09 TLS13-1-2-RFC9151-FIPS-2023-07 TLS13-1-2-Ext0-RFC9151-FIPS-2023-07 ' +
    'TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07 TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07 ' +
    'TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07',
  '1.3':
    'TLS13-1-3-2021-06 TLS13-1-3-PQ-2025-09 TLS13-1-3-FIPS-2023-04 TLS13-1-3-FIPS-PQ-2025-09 ' +
    'TLS13-1-3-RFC9151-FIPS-2023-07',
};
