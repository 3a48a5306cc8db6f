import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { RDSClient } from '@aws-sdk/client-rds';
import { WAFV2Client } from '@aws-sdk/client-wafv2';

// The SDK says on every start that it will leave Node 20 in 2027.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** The emulator asks for credentials and looks at none. */
export const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };

export type Clients = ReturnType<typeof clientsAt>;

/** SDK clients of one region of the account at `endpoint`, which never repeat a call. */
export function clientsAt(endpoint: string, region: string) {
  const config = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    endpoint,
    region,
    ec2: new EC2Client(config),
    elb: new ElasticLoadBalancingV2Client(config),
    waf: new WAFV2Client(config),
    ecs: new ECSClient(config),
    scaling: new ApplicationAutoScalingClient(config),
    cache: new ElastiCacheClient(config),
    efs: new EFSClient(config),
    rds: new RDSClient(config),
  };
}
