import { isDeepStrictEqual } from 'node:util';

export interface Difference {
  /** `Rules[geo-block].Action` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two values differ, as deep as can be told. In what order a list stands does not matter. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return ofRecords(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, path);
  return [{ path, before, after }];
}

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function ofRecords(before: Values, after: Values, path: string): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function ofLists(before: readonly unknown[], after: readonly unknown[], path: string): Difference[] {
  const name = names.find((key) => isNamedBy(key, before) && isNamedBy(key, after));
  if (name === undefined)
    return isDeepStrictEqual(sorted(before), sorted(after)) ? [] : [{ path, before, after }];
  const [left, right] = [byName(name, before), byName(name, after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), `${path}[${key}]`),
  );
}

/** What AWS calls the elements of its lists by, where it keeps it unique among them. */
const names = [
  'Name',
  'Key',
  'RuleArn',
  'ScheduledActionName',
  'NodeGroupId',
  'CacheClusterId',
  'DBInstanceIdentifier',
  'ContainerName',
];

function isNamedBy(key: string, list: readonly unknown[]): boolean {
  const values = list.map((element) => (isRecord(element) ? element[key] : undefined));
  return values.every((value) => typeof value === 'string') && new Set(values).size === list.length;
}

const byName = (key: string, list: readonly unknown[]): ReadonlyMap<string, unknown> =>
  new Map(list.map((element) => [String((element as Values)[key]), element]));

const sorted = (list: readonly unknown[]): string[] => list.map((element) => canonical(element)).sort(byCode);

/** The same text for the same value, in whatever order its members stand. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return String(JSON.stringify(value));
  const members = Object.keys(value).sort(byCode);
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

export const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
