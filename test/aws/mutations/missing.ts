import { deleteMountTarget } from './files.ts';
import { call, type Mutation } from './mutation.ts';

const retire = (service: string) => call('ecs', 'DeleteService', { cluster: 'kiosk', service, force: true });

/** A part that does not exist is a violation. */
export const missingMutations: readonly Mutation[] = [
  { name: 'one service of six is deleted', breaks: 'services/count', calls: [retire('menu')] },
  {
    name: 'every service is deleted',
    breaks: 'services/count',
    calls: ['web', 'menu', 'orders', 'payments', 'devices', 'notify'].map(retire),
  },
  {
    name: 'the load balancer is deleted',
    breaks: 'edge/count',
    calls: [call('elasticloadbalancing', 'DeleteLoadBalancer', { LoadBalancerArn: '$edge.arn' })],
  },
  {
    name: 'the load balancer is deleted, and with it the way to the services',
    breaks: 'services/behind',
    calls: [call('elasticloadbalancing', 'DeleteLoadBalancer', { LoadBalancerArn: '$edge.arn' })],
  },
  {
    name: 'the web ACL is deleted',
    breaks: 'firewall/count',
    calls: [
      call('wafv2', 'DisassociateWebACL', { ResourceArn: '$edge.arn' }),
      call('wafv2', 'DeleteWebACL', { Name: '$firewall.name', Scope: 'REGIONAL', Id: '$firewall.id' }),
    ],
  },
  { name: 'the sessions are gone', breaks: 'sessions/count', variant: { without: ['sessions'] } },
  {
    name: 'Memcached has taken the place of the sessions',
    breaks: 'sessions/count',
    variant: { without: ['sessions'] },
    calls: [
      call('elasticache', 'CreateCacheCluster', {
        CacheClusterId: 'sessions',
        Engine: 'memcached',
        CacheNodeType: 'cache.r7g.large',
        NumCacheNodes: 3,
      }),
    ],
  },
  {
    name: 'the file system is deleted',
    breaks: 'files/count',
    calls: [
      deleteMountTarget(0),
      deleteMountTarget(1),
      deleteMountTarget(2),
      call('elasticfilesystem', 'DeleteFileSystem', { FileSystemId: '$files.id' }),
    ],
  },
  { name: 'the file system was never built', breaks: 'files/count', variant: { without: ['files'] } },
  { name: 'the database is gone', breaks: 'database/count', variant: { without: ['database'] } },
];
