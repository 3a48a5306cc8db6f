import type { ResourceRef } from '../model/finding.ts';
import { isGlobal, regionOfGlobal } from '../model/place.ts';

/** A resource's page in the AWS console; null where we know none. Nothing of a name gets into it unescaped. */
export function consoleLink(resource: ResourceRef): string | null {
  const path = pages[resource.type]?.(resource);
  if (path === undefined) return null;
  const region = isGlobal(resource) ? regionOfGlobal : resource.region;
  const [page, hash] = path.split('#');
  const fragment = hash === undefined ? '' : `#${hash}`;
  const query = page?.includes('?') ? '&' : '?';
  return `https://${region}.${domainOf(region)}/${page}${query}region=${region}${fragment}`;
}

function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
}

const part = encodeURIComponent;
type Page = (resource: ResourceRef) => string;

const pages: Readonly<Record<string, Page>> = {
  'AWS::ECS::Service': ({ name }) => {
    const [cluster = '', service = ''] = name.split('/');
    return `ecs/v2/clusters/${part(cluster)}/services/${part(service)}/health`;
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ id }) =>
    `ec2/home#LoadBalancer:loadBalancerArn=${part(id)}`,
  'AWS::ElasticLoadBalancingV2::TargetGroup': ({ id }) => `ec2/home#TargetGroup:targetGroupArn=${part(id)}`,
  'AWS::ElasticLoadBalancingV2::Listener': ({ id }) => `ec2/home#ELBListenerV2:listenerArn=${part(id)}`,
  'AWS::WAFv2::WebACL': ({ id, name, region }) => {
    const uuid = id.split('/').at(-1) ?? '';
    return `wafv2/homev2/web-acl/${part(name)}/${part(uuid)}/overview${region === 'global' ? '?scope=global' : ''}`;
  },
  'AWS::EFS::FileSystem': ({ id }) => `efs/home#/file-systems/${part(id.split('/').at(-1) ?? '')}`,
  'AWS::RDS::DBCluster': ({ name }) => `rds/home#database:id=${part(name)};is-cluster=true`,
  'AWS::RDS::DBInstance': ({ name }) => `rds/home#database:id=${part(name)};is-cluster=false`,
  'AWS::ElastiCache::ReplicationGroup': ({ name }) => `elasticache/home#/redis/${part(name)}`,
  'AWS::EC2::Subnet': ({ id }) =>
    `vpcconsole/home#SubnetDetails:subnetId=${part(id.split('/').at(-1) ?? '')}`,
};
