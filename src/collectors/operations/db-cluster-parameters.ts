import type {
  DBCluster,
  DescribeDBClusterParametersCommandInput,
  DescribeDBClusterParametersCommandOutput,
} from '@aws-sdk/client-rds';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import type { Refused } from '../../model/unseen.ts';
import { type Attempt, attempt } from './attempt.ts';
import { byKey } from './by-key.ts';
import { describeDBClusters } from './rds.ts';
import { unreadable } from './unreadable.ts';

export const describeDBClusterParameters = operation<
  DescribeDBClusterParametersCommandInput,
  DescribeDBClusterParametersCommandOutput
>({
  service: 'rds',
  name: 'DescribeDBClusterParameters',
  permissions: ['rds:DescribeDBClusterParameters'],
  answers: 'Parameters',
  identity: ['ParameterName'],
});

type Parameters = Readonly<Record<string, string>>;

const property = 'Live.DBClusterParameters';

/**
 * What the parameter group of a cluster says, by the parameters' names; those without a value, which the engine decides,
 * are left out. A change to some of them waits for a reboot, and until then nobody can say what is in force.
 */
export async function parametersOf(place: Place, cluster: DBCluster): Promise<Attempt<Parameters>> {
  const waiting = cluster.DBClusterMembers?.find((one) => one.DBClusterParameterGroupStatus !== 'in-sync');
  if (!waiting) return attempt(property, read(place, cluster));
  const { DBInstanceIdentifier: name, DBClusterParameterGroupStatus: status = 'without a status' } = waiting;
  return { gap: { property, kind: 'settling', message: `the parameter group of ${name} is ${status}` } };
}

async function read(place: Place, cluster: DBCluster): Promise<Parameters> {
  const { DBClusterParameterGroup, DBClusterMembers } = cluster;
  if (!DBClusterMembers) throw lacking('the members', cluster);
  if (!DBClusterParameterGroup) throw lacking('the parameter group', cluster);
  const question = { DBClusterParameterGroupName: DBClusterParameterGroup, MaxRecords: 100 };
  const paging = { input: 'Marker', output: 'Marker' } as const;
  const found: Parameters[] = [];
  for await (const { Parameters = [] } of place.pages(describeDBClusterParameters, question, paging))
    found.push(byKey(Parameters.map(({ ParameterName: Key, ParameterValue: Value }) => ({ Key, Value }))));
  return Object.assign({}, ...found) as Parameters;
}

const lacking = (what: string, { DBClusterIdentifier }: DBCluster): Refused =>
  unreadable(describeDBClusters, `the answer does not say ${what} of ${DBClusterIdentifier}`);
