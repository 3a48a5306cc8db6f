import type { Ended, Incident, Item } from '../../model/incident.ts';
import { plural } from '../../text/plural.ts';
import { durationOf } from './duration.ts';

/** What a person reads first. */
export function headlineOf({ kind, items, status, component, ended }: Incident): string {
  const over = status === 'resolved';
  switch (kind) {
    case 'baseline':
      return baseline(items, ended);
    case 'cannot-see':
      return over ? 'can be seen again' : `cannot see ${blindTo(items)}`;
    case 'overdue':
      return over ? audited(ended) : overdue(items);
    case 'exceptions':
      return over
        ? 'its exceptions are in order'
        : `${plural(items.length, 'exception needs', 'exceptions need')} attention`;
    case 'violations':
      return items.length > 0 ? broken(items, component) : mended(ended, component);
  }
}

function baseline(items: readonly Item[], ended: readonly Ended[]): string {
  if (items.length > 0) {
    const blind = items.filter(({ kind }) => kind === 'blind').length;
    const found = plural(items.length - blind, 'violation');
    return `baseline, ${found}${blind > 0 ? ` and ${plural(blind, 'thing')} that cannot be seen` : ''}`;
  }
  return ended.length === 0 ? 'baseline, 0 violations' : 'nothing of the baseline is open any more';
}

function blindTo(items: readonly Item[]): string {
  const types = items.flatMap((item) => (item.kind === 'blind' ? [item.type] : []));
  if (types.includes(null)) return 'anything here';
  const [first = 'something', ...others] = types as readonly string[];
  return others.length === 0 ? first : `${first} and ${plural(others.length, 'other type')}`;
}

function overdue([item]: readonly Item[]): string {
  if (item?.kind !== 'overdue' || item.lastSuccess === null) return 'no audit has succeeded';
  const passed = Date.parse(item.since.until) - Date.parse(item.lastSuccess);
  return `no audit has succeeded for ${durationOf(passed)}`;
}

const audited = (ended: readonly Ended[]): string =>
  ended.at(-1)?.why === 'policy-changed' ? 'is not to be audited any more' : 'is audited again';

/** `autoscaling of services no longer holds on 11 resources` */
function broken(items: readonly Item[], component: string | null): string {
  const findings = items.flatMap((item) => (item.kind === 'violation' ? [item.finding] : []));
  const checks = [...new Set(findings.map(({ check }) => check))];
  const resources = new Set(findings.flatMap(({ resource }) => (resource ? [resource.name] : []))).size;
  const where = component === null ? '' : ` of ${component}`;
  const on = resources > 1 ? ` on ${resources} resources` : '';
  if (checks.length === 1) return `${checks[0]}${where} does not hold${on}`;
  return `${plural(checks.length, 'check')}${where} do not hold${on}`;
}

function mended(ended: readonly Ended[], component: string | null): string {
  const checks = [...new Set(ended.map(({ check }) => check))];
  const where = component === null ? '' : ` of ${component}`;
  const fixed = ended.length > 0 && ended.every(({ why }) => why === 'fixed');
  const subject = checks.length === 1 ? `${checks[0]}${where}` : `${plural(checks.length, 'check')}${where}`;
  if (fixed) return `${subject} ${checks.length === 1 ? 'holds' : 'hold'} again`;
  return `${subject} ${checks.length === 1 ? 'is' : 'are'} violated no more`;
}
