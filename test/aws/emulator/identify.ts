import type { IncomingMessage } from 'node:http';

export type Protocol = 'json' | 'rest' | 'query' | 'ec2';

/** What one HTTP request asks AWS: `wafv2:GetWebACL`, as IAM prefixes it, with the place it is asked of. */
export interface Asked {
  readonly service: string;
  readonly name: string;
  readonly operation: string;
  readonly region: string;
  readonly accessKey: string;
  readonly protocol: Protocol;
}

// EFS has no operation name in its requests: the path says it.
const reads: readonly (readonly [RegExp, string])[] = [
  [/^\/2015-02-01\/file-systems\/?$/, 'DescribeFileSystems'],
  [/^\/2015-02-01\/file-systems\/[^/]+\/backup-policy/, 'DescribeBackupPolicy'],
  [/^\/2015-02-01\/file-systems\/[^/]+\/policy/, 'DescribeFileSystemPolicy'],
  [/^\/2015-02-01\/file-systems\/[^/]+\/lifecycle/, 'DescribeLifecycleConfiguration'],
  [/^\/2015-02-01\/mount-targets\/?$/, 'DescribeMountTargets'],
  [/^\/2015-02-01\/mount-targets\/[^/]+\/security/, 'DescribeMountTargetSecurityGroups'],
  [/^\/2015-02-01\/access-points/, 'DescribeAccessPoints'],
  [/^\/2015-02-01\/(tags|resource-tags)/, 'ListTagsForResource'],
];

export function identify(request: IncomingMessage, body: Buffer): Asked {
  const [, accessKey = '?', region = '?', signed = '?'] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const service = signed === 'monitoring' ? 'cloudwatch' : signed;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://aws');
  const target = request.headers['x-amz-target']?.toString().split('.').at(-1);
  const rpc = /\/operation\/(\w+)$/.exec(pathname)?.[1];
  const action = new URLSearchParams(body.toString('latin1')).get('Action') ?? searchParams.get('Action');
  const name = target ?? rpc ?? action ?? restOperation(request.method ?? 'GET', pathname);
  const xml = service === 'ec2' ? 'ec2' : 'query';
  const protocol = target || rpc ? 'json' : action ? xml : 'rest';
  return { service, name, operation: `${service}:${name}`, region, accessKey, protocol };
}

function restOperation(method: string, path: string): string {
  const known = method === 'GET' ? reads.find(([pattern]) => pattern.test(path)) : undefined;
  return known?.[1] ?? `${method} ${path}`;
}
