import { canonical, decode, encode } from '../../../src/aws/codec.ts';
import type { Answer, Answerer, Exchange, Question } from '../../../src/aws/exchange.ts';
import type { PlaceRef } from '../../../src/model/place.ts';

/** What AWS says in one account and region, as plain values that a script may change. */
export interface Account {
  readonly place: PlaceRef;
  readonly exchanges: Recorded[];
  /** The output of an operation; of the first question where there are several. */
  // biome-ignore lint/suspicious/noExplicitAny: a script changes whatever AWS may answer.
  said(operation: string): any;
}

interface Recorded {
  readonly operation: string;
  input: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  output: any;
}

export type Change = (account: Account, now: Date) => void;

/** The platform of a recording in another account and region, as a text that is cheap to read anew. */
export function platformOf(exchanges: readonly Exchange[], { account, region }: PlaceRef): string {
  const own = exchanges.map(({ service, operation, input, answer }) => ({
    operation: `${service}:${operation}`,
    input,
    output: answer.kind === 'output' ? answer.output : {},
  }));
  return encode(own).replaceAll('123456789012', account).replaceAll('sa-east-1', region);
}

export function accountOf(platform: string, place: PlaceRef, changes: readonly Change[], now: Date): Account {
  const exchanges = decode(platform) as Recorded[];
  const account: Account = {
    place,
    exchanges,
    said(operation) {
      const found = exchanges.find((one) => one.operation === operation);
      if (!found) throw new Error(`${operation} is not in the recording`);
      return found.output;
    },
  };
  account.exchanges.push(wholeWebAcl(account));
  // An emulator's deployments are never over.
  for (const { deployments } of account.said('ecs:DescribeServices').services)
    Object.assign(deployments[0], { rolloutState: 'COMPLETED', pendingCount: 0, runningCount: 2 });
  for (const change of changes) change(account, now);
  return account;
}

/** A recording has only the web ACL of the load balancer; AWS tells the same of it by its name. */
function wholeWebAcl(account: Account): Recorded {
  const { Name, Id } = account.said('wafv2:GetWebACLForResource').WebACL;
  const output = { WebACL: account.said('wafv2:GetWebACLForResource').WebACL, LockToken: 'a-token' };
  return { operation: 'wafv2:GetWebACL', input: { Name, Id, Scope: 'REGIONAL' }, output };
}

/** Why AWS does not answer an operation; undefined where it does. */
export type Refusing = (operation: string) => Extract<Answer, { kind: 'refusal' }> | undefined;

export function answererOf(account: Account, refusing: Refusing): Answerer {
  return async (question) => {
    const operation = `${question.operation.service}:${question.operation.name}`;
    return refusing(operation) ?? answerTo(account, operation, question);
  };
}

function answerTo({ exchanges }: Account, operation: string, { input }: Question): Answer {
  const all = exchanges.filter((one) => one.operation === operation);
  const exact = all.find((one) => canonical(one.input) === canonical(input));
  if (exact) return { kind: 'output', output: exact.output };
  const other = others[operation];
  if (other) return { kind: 'output', output: other(input as Record<string, never>) };
  const batch = batches[operation];
  const asked = (input as Record<string, unknown>)[batch?.asked ?? ''] as readonly string[] | undefined;
  if (!(batch && asked)) throw new Error(`nobody recorded ${operation} ${canonical(input)}`);
  const items = all.flatMap(({ output }) => output[batch.items] as Record<string, string>[]);
  const found = items.filter((item) => asked.includes(item[batch.name] ?? ''));
  return { kind: 'output', output: { ...all[0]?.output, [batch.items]: found } };
}

/** What is asked of things that came after the recording. */
const others: Readonly<Record<string, (input: Record<string, never>) => object>> = {
  'ecs:DescribeTaskDefinition': ({ taskDefinition }) => ({
    taskDefinition: {
      taskDefinitionArn: taskDefinition,
      requiresCompatibilities: ['FARGATE'],
      compatibilities: ['EC2', 'FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      containerDefinitions: [{ name: 'app', image: 'menu:2' }],
    },
  }),
  'elasticloadbalancing:DescribeListeners': () => ({ Listeners: [] }),
  'elasticloadbalancing:DescribeLoadBalancerAttributes': () => ({ Attributes: [] }),
};

/** Operations that are asked about several things at once, each of which is answered by itself. */
const batches: Readonly<
  Record<string, { readonly asked: string; readonly items: string; readonly name: string }>
> = {
  'ecs:DescribeServices': { asked: 'services', items: 'services', name: 'serviceArn' },
  'ecs:DescribeTasks': { asked: 'tasks', items: 'tasks', name: 'taskArn' },
  'cloudwatch:DescribeAlarms': { asked: 'AlarmNames', items: 'MetricAlarms', name: 'AlarmName' },
};
