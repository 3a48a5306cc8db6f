import type {
  ComparisonOperator,
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { batchesOf } from './ecs.ts';
import { type Known, unknownValue } from './unknown-values.ts';
import { unreadable } from './unreadable.ts';

export interface AlarmState {
  readonly AlarmName: string;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions: readonly string[];
  readonly Threshold?: number | undefined;
  readonly ComparisonOperator?: string | undefined;
}

export const describeAlarms = operation<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>({
  service: 'cloudwatch',
  name: 'DescribeAlarms',
  permissions: ['cloudwatch:DescribeAlarms'],
  answers: 'MetricAlarms',
  identity: ['AlarmName'],
  belongs: ({ AlarmName }, asked) => asked.AlarmNames?.includes(String(AlarmName)) ?? true,
});

// DescribeAlarms takes at most 100 names and gives at most 100 alarms a page.
const most = 100;

/** Those of the named alarms that exist. */
export async function alarmsNamed(place: Place, names: readonly string[]): Promise<AlarmState[]> {
  const batches = batchesOf([...new Set(names)], most);
  const read = await Promise.all(batches.map((AlarmNames) => alarms(place, { AlarmNames })));
  return read.flat();
}

/** Those of at most a hundred named alarms that exist, asked once more. */
export async function alarmsNamedAgain(place: Place, names: readonly string[]): Promise<AlarmState[]> {
  if (names.length === 0) return [];
  const question = { AlarmNames: [...names], MaxRecords: most };
  const { MetricAlarms = [] } = await place.again(describeAlarms, question);
  return MetricAlarms.map(toState);
}

/** Every alarm that has that ARN among its actions. */
export const alarmsActingFor = (place: Place, ActionPrefix: string): Promise<AlarmState[]> =>
  alarms(place, { ActionPrefix });

async function alarms(place: Place, which: DescribeAlarmsCommandInput): Promise<AlarmState[]> {
  const found: AlarmState[] = [];
  const question = { ...which, MaxRecords: most };
  const paging = { input: 'NextToken', output: 'NextToken' } as const;
  for await (const { MetricAlarms = [] } of place.pages(describeAlarms, question, paging))
    found.push(...MetricAlarms.map(toState));
  return found;
}

function toState({ AlarmName = '', ActionsEnabled, AlarmActions = [], ...alarm }: MetricAlarm): AlarmState {
  if (ActionsEnabled === undefined)
    throw unreadable(describeAlarms, `the answer does not say ActionsEnabled of ${AlarmName}`);
  const { Threshold, ComparisonOperator } = alarm;
  if (ComparisonOperator !== undefined && !Object.hasOwn(operators, ComparisonOperator))
    throw unknownValue(describeAlarms, `ComparisonOperator of ${AlarmName}`, ComparisonOperator);
  return { AlarmName, ActionsEnabled, AlarmActions, Threshold, ComparisonOperator };
}

// It tells which way an alarm scales.
const operators: Known<ComparisonOperator> = {
  GreaterThanOrEqualToThreshold: true,
  GreaterThanThreshold: true,
  GreaterThanUpperThreshold: true,
  LessThanLowerOrGreaterThanUpperThreshold: true,
  LessThanLowerThreshold: true,
  LessThanOrEqualToThreshold: true,
  LessThanThreshold: true,
};
