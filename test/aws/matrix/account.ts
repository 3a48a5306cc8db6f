import { PutFileSystemPolicyCommand, PutLifecycleConfigurationCommand } from '@aws-sdk/client-efs';
import {
  CreateLoadBalancerCommand,
  ModifyListenerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateDBClusterParameterGroupCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand,
} from '@aws-sdk/client-rds';
import {
  CreateIPSetCommand,
  CreateRegexPatternSetCommand,
  CreateRuleGroupCommand,
  CreateWebACLCommand,
  PutLoggingConfigurationCommand,
  type Rule,
} from '@aws-sdk/client-wafv2';
import { startMoto } from '../emulator/moto.ts';
import { startProxy } from '../emulator/proxy.ts';
import { applyMutation } from '../mutations/apply.ts';
import { mutations } from '../mutations/every.ts';
import { buildPlatform, type Platform } from '../platform/build.ts';
import { type Clients, clientsAt } from '../platform/clients.ts';
import { given } from '../platform/tags.ts';

// Breaks in several components, so that a lost answer has failures to hide.
const drift = [
  'a service is taken off its target group',
  'one service of six loses its scalable target',
  'one country of the geo block is forgotten',
  'a rule of the plain listener forwards one path',
  'one mount target of three is deleted',
];

/** The drifted platform, and beside it what makes an audit ask everything it can ask. */
export async function openAccount(): Promise<{
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}> {
  const moto = await startMoto();
  const proxy = await startProxy(moto.endpoint, { managedRuleGroups: true });
  const platform = await buildPlatform(proxy.endpoint, {
    variant: { sessions: { MultiAZEnabled: false }, files: { Backup: true } },
  });
  for (const mutation of mutations.filter(({ name }) => drift.includes(name)))
    await applyMutation(proxy.endpoint, platform, mutation);
  await addOthers(clientsAt(proxy.endpoint, platform.region), platform);
  const close = async () => {
    await proxy.stop();
    await moto.stop();
  };
  return { endpoint: proxy.endpoint, close };
}

async function addOthers(aws: Clients, platform: Platform): Promise<void> {
  await addLoadBalancers(aws, platform);
  await addWebAcl(aws, await addReferences(aws));
  await addDetails(aws, platform);
  await addParameters(aws, platform);
}

/** What is asked of each thing by itself. */
async function addDetails({ efs, elb, waf }: Clients, { edge, files, firewall }: Platform): Promise<void> {
  await elb.send(
    new ModifyListenerAttributesCommand({
      ListenerArn: edge.listeners.https,
      Attributes: [{ Key: 'routing.http.response.server.enabled', Value: 'true' }],
    }),
  );
  const FileSystemId = given(files?.id, 'a file system');
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: '*' }];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await efs.send(new PutFileSystemPolicyCommand({ FileSystemId, Policy }));
  await efs.send(
    new PutLifecycleConfigurationCommand({
      FileSystemId,
      LifecyclePolicies: [{ TransitionToIA: 'AFTER_14_DAYS' }],
    }),
  );
  const LogDestinationConfigs = ['arn:aws:logs:sa-east-1:123456789012:log-group:aws-waf-logs-kiosk'];
  await waf.send(
    new PutLoggingConfigurationCommand({
      LoggingConfiguration: { ResourceArn: firewall.arn, LogDestinationConfigs },
    }),
  );
}

async function addParameters({ rds }: Clients, { database }: Platform): Promise<void> {
  const DBClusterParameterGroupName = 'kiosk';
  const DBParameterGroupFamily = 'aurora-mysql8.0';
  await rds.send(
    new CreateDBClusterParameterGroupCommand({
      DBClusterParameterGroupName,
      DBParameterGroupFamily,
      Description: 'kiosk',
    }),
  );
  const Parameters = ['require_secure_transport', 'server_audit_logging'].map((ParameterName) => ({
    ParameterName,
    ParameterValue: 'OFF',
    ApplyMethod: 'immediate' as const,
  }));
  await rds.send(new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName, Parameters }));
  const DBClusterIdentifier = given(database?.id, 'a cluster');
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier, DBClusterParameterGroupName }));
}

// More of them than web ACLs, so that associations are asked from the web ACL's side.
async function addLoadBalancers({ elb }: Clients, { network }: Platform): Promise<void> {
  const [Type, Scheme] = ['application', 'internal'] as const;
  const Tags = [{ Key: 'exposure', Value: 'internal' }];
  for (const Name of ['colleagues', 'partners', 'tools'])
    await elb.send(
      new CreateLoadBalancerCommand({ Name, Type, Scheme, Subnets: network.publicSubnets, Tags }),
    );
}

const [Scope, IPAddressVersion] = ['REGIONAL', 'IPV4'] as const;

/** What the rules of a web ACL may refer to. */
async function addReferences({ waf }: Clients) {
  const addresses = await waf.send(
    new CreateIPSetCommand({ Name: 'offices', Scope, IPAddressVersion, Addresses: ['192.0.2.0/24'] }),
  );
  const RegularExpressionList = [{ RegexString: '^/wp-admin' }];
  const patterns = await waf.send(
    new CreateRegexPatternSetCommand({ Name: 'probes', Scope, RegularExpressionList }),
  );
  const group = await waf.send(
    new CreateRuleGroupCommand({
      Name: 'shared',
      Scope,
      Capacity: 10,
      Rules: [],
      VisibilityConfig: seen('shared'),
    }),
  );
  const [offices = '', probes = '', shared = ''] = [addresses, patterns, group].map(({ Summary }) =>
    given(Summary?.ARN, 'ARN'),
  );
  return { offices, probes, shared };
}

async function addWebAcl(
  { waf }: Clients,
  { offices, probes, shared }: Awaited<ReturnType<typeof addReferences>>,
): Promise<void> {
  const path = {
    FieldToMatch: { UriPath: {} },
    TextTransformations: [{ Priority: 0, Type: 'NONE' as const }],
  };
  const Rules = [
    block('offices', 1, { IPSetReferenceStatement: { ARN: offices } }),
    block('probes', 2, { RegexPatternSetReferenceStatement: { ARN: probes, ...path } }),
    groupRule('shared', 3, { RuleGroupReferenceStatement: { ARN: shared } }),
    groupRule('core', 4, {
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesCommonRuleSet',
        // Whether it lets something past is not known without its rules.
        RuleActionOverrides: [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Allow: {} } }],
      },
    }),
  ];
  const VisibilityConfig = seen('another');
  await waf.send(
    new CreateWebACLCommand({
      Name: 'another',
      Scope,
      DefaultAction: { Allow: {} },
      VisibilityConfig,
      Rules,
    }),
  );
}

const seen = (MetricName: string) => ({
  SampledRequestsEnabled: false,
  CloudWatchMetricsEnabled: false,
  MetricName,
});

const block = (Name: string, Priority: number, Statement: Rule['Statement']): Rule => ({
  Name,
  Priority,
  Action: { Block: {} },
  Statement,
  VisibilityConfig: seen(Name),
});

const groupRule = (Name: string, Priority: number, Statement: Rule['Statement']): Rule => ({
  Name,
  Priority,
  OverrideAction: { None: {} },
  Statement,
  VisibilityConfig: seen(Name),
});
