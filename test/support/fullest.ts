import { shapes } from '../../src/aws/shapes.generated.ts';
import { nameOf, type Operation } from '../../src/model/operation.ts';
import type { Collector, Place } from '../../src/model/ports.ts';
import type { Resource } from '../../src/model/resource.ts';

/** All that a collector makes of the fullest answers AWS's model allows: every member of every answer is there. */
export async function fullest(collector: Collector): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  for await (const resource of collector.collect(place, { has: () => true })) found.push(resource);
  return found;
}

const answer = async <I extends object, O extends object>(operation: Operation<I, O>): Promise<O> =>
  filled(operation.service, nameOf(operation), []) as O;

const place: Place = {
  account: '111122223333',
  region: 'sa-east-1',
  signal: new AbortController().signal,
  ask: answer,
  again: answer,
  async *pages(operation, _input, paging) {
    const { [paging.output]: _token, ...page } = await answer(operation);
    yield page as Awaited<ReturnType<typeof answer<object, never>>>;
  },
};

// A structure that holds itself ends at the second time.
function filled(service: string, name: string, above: readonly string[]): object {
  const members = (shapes[name] ?? '').split(' ').filter((entry) => entry !== '');
  return Object.fromEntries(
    members.flatMap((entry) => {
      const at = entry.indexOf('=');
      const value = madeOf(service, entry.slice(at + 1), [...above, name]);
      const member = entry.slice(0, at);
      return value === undefined ? [] : [[member, words[`${name}.${member}`] ?? texts[member] ?? value]];
    }),
  );
}

/** What must be so for a collector to go on: that something is there, and is of the kind it knows. */
const texts: Readonly<Record<string, unknown>> = { Policy: '{"Version":"2012-10-17"}' };

/** Words of AWS that what a collector makes hangs on. */
const words: Readonly<Record<string, string>> = {
  'ec2.SubnetCidrBlockState.State': 'associated',
  'ecs.Deployment.status': 'PRIMARY',
  'elasticache.ReplicationGroup.AutomaticFailover': 'enabled',
  'elasticache.ReplicationGroup.DataTiering': 'enabled',
  'elasticache.ReplicationGroup.MultiAZ': 'enabled',
  'elasticloadbalancing.Action.Type': 'forward',
  'elasticloadbalancing.Listener.Protocol': 'HTTPS',
  'rds.DBCluster.LocalWriteForwardingStatus': 'enabled',
};

function madeOf(service: string, type: string, above: readonly string[]): unknown {
  if (type.startsWith('*')) {
    const element = madeOf(service, type.slice(1), above);
    return element === undefined ? undefined : [element];
  }
  if (type.startsWith('%')) {
    const element = madeOf(service, type.slice(1), above);
    return element === undefined ? undefined : { key: element };
  }
  switch (type) {
    case 'text':
      return 'x';
    case 'number':
      return 1;
    case 'flag':
      return true;
    case 'time':
      return new Date('2026-11-24T12:00:00Z');
    case 'bytes':
      return new Uint8Array([1]);
    default: {
      const name = `${service}.${type}`;
      return above.includes(name) ? undefined : filled(service, name, above);
    }
  }
}
