/**
 * The oldest version of TLS that a security policy accepts: by the protocols AWS lists for it, and by its name where
 * AWS was not asked or does not list it, for AWS never changes what a predefined policy accepts. Undefined for a policy
 * that neither says. SSL 3.0 is version 0.
 */
export function lowestTls(policy: string, protocols: readonly string[] | undefined): string | undefined {
  if (!protocols || protocols.length === 0) return byName(policy);
  const known = protocols.map((protocol) => versions[protocol]);
  return known.every((version) => version !== undefined) ? [...known].sort()[0] : undefined;
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SslPolicy.html
const versions: Readonly<Record<string, string>> = {
  SSLv3: '0',
  TLSv1: '1.0',
  'TLSv1.0': '1.0',
  'TLSv1.1': '1.1',
  'TLSv1.2': '1.2',
  'TLSv1.3': '1.3',
};

const byName = (policy: string): string | undefined =>
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
