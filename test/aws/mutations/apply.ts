import * as scaling from '@aws-sdk/client-application-auto-scaling';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as efs from '@aws-sdk/client-efs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as cache from '@aws-sdk/client-elasticache';
import * as rds from '@aws-sdk/client-rds';
import * as waf from '@aws-sdk/client-wafv2';
import type { Platform } from '../platform/build.ts';
import { type Clients, clientsAt } from '../platform/clients.ts';
import { lookUp, resolve } from '../platform/variant.ts';
import type { Mutation, SdkCall, Service } from './mutation.ts';

const services: Readonly<Record<Service, readonly [object, Exclude<keyof Clients, 'endpoint' | 'region'>]>> =
  {
    'application-autoscaling': [scaling, 'scaling'],
    ec2: [ec2, 'ec2'],
    ecs: [ecs, 'ecs'],
    elasticache: [cache, 'cache'],
    elasticfilesystem: [efs, 'efs'],
    elasticloadbalancing: [elb, 'elb'],
    rds: [rds, 'rds'],
    wafv2: [waf, 'waf'],
  };

interface Client {
  send(command: object): Promise<object>;
}

/** Makes the mutation's calls, in order, on a platform that was built with its variant. */
export async function applyMutation(
  endpoint: string,
  platform: Platform,
  { calls = [] }: Mutation,
): Promise<void> {
  const aws = clientsAt(endpoint, platform.region);
  const saved: Record<string, unknown> = {};
  for (const call of calls) {
    const answer = await make(aws, call, { ...platform, saved });
    for (const [name, path] of Object.entries(call.save ?? {})) saved[name] = lookUp(path, answer);
  }
}

async function make(aws: Clients, call: SdkCall, context: Platform & { saved: object }): Promise<object> {
  const [commands, name] = services[call.service];
  const Command = Reflect.get(commands, `${call.operation}Command`) as
    | (new (
        input: object,
      ) => object)
    | undefined;
  if (!Command) throw new Error(`no ${call.service}:${call.operation}`);
  const input = { ...(resolve(call.params, context) as object), ...(await lockOf(aws, call, context)) };
  return (aws[name] as Client).send(new Command(input));
}

// A web ACL is changed only by who has read its last state.
async function lockOf(
  { waf: client }: Clients,
  { operation }: SdkCall,
  { firewall }: Platform,
): Promise<object> {
  if (operation !== 'UpdateWebACL' && operation !== 'DeleteWebACL') return {};
  const acl = { Scope: 'REGIONAL', Id: firewall.id, Name: firewall.name } as const;
  const { LockToken } = await client.send(new waf.GetWebACLCommand(acl));
  return { LockToken };
}
