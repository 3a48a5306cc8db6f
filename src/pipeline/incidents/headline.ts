import type { Finding } from '../../model/finding.ts';
import type { Ended, Incident, Item } from '../../model/incident.ts';
import { plural } from '../../text/plural.ts';
import { durationOf } from './duration.ts';
import { rests } from './flapping.ts';
import { textOf } from './wording.ts';

/** What a person reads first. */
export const headlineOf = (incident: Incident): string =>
  incident.status === 'resolved' && incident.ended.at(-1)?.why === 'unwatched'
    ? 'this place is not audited any more'
    : headlineOfKind(incident);

function headlineOfKind({ kind, items, status, component, ended }: Incident): string {
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
      if (items.length === 0) return mended(ended, component);
      return rests({ items }) ? resting(items) : broken(items);
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

/** `autoscaling of services does not hold on 11 resources`, `sessions: none is in service` */
function broken(items: readonly Item[]): string {
  const findings = items.flatMap((item) => (item.kind === 'violation' ? [item.finding] : []));
  const [counted] = findings.filter(({ check }) => check === 'count');
  if (counted) return `${nameOf(counted)}: ${shortage(counted)}`;
  const subjects = [...new Set(findings.map(subjectOf))];
  const resources = new Set(findings.flatMap(({ resource }) => (resource ? [resource.name] : []))).size;
  const on = resources > 1 ? ` on ${resources} resources` : '';
  const [only] = subjects;
  if (subjects.length === 1) return `${only} does not hold${on}`;
  const components = [...new Set(findings.map(nameOf))];
  return `${checksOf(findings)} of ${components.join(' and ')} do not hold${on}`;
}

/** `protected-by of edge fails again and again; at present it holds` */
function resting(items: readonly Item[]): string {
  const findings = items.flatMap((item) => (item.kind === 'violation' ? [item.finding] : []));
  const [only, ...others] = [...new Set(findings.map(subjectOf))];
  if (others.length === 0) return `${only} fails again and again; at present it holds`;
  const components = [...new Set(findings.map(nameOf))];
  return `${checksOf(findings)} of ${components.join(' and ')} fail again and again; at present they hold`;
}

/** `rate-limit and geo-block`; more than three are counted. */
function checksOf(of: readonly { readonly check: string }[]): string {
  const checks = [...new Set(of.map(({ check }) => check))];
  if (checks.length > 3) return plural(checks.length, 'check');
  return [checks.slice(0, -1).join(', '), ...checks.slice(-1)].filter(Boolean).join(' and ');
}

const nameOf = ({ component, check }: Finding): string => component ?? check;

function shortage({ verdict }: Finding): string {
  if (verdict.status !== 'fail') return 'not as many as required';
  const { actual, expected } = verdict;
  if (actual === 0) return 'none is in service';
  return `${Array.isArray(actual) ? actual.length : textOf(actual)}, ${textOf(expected)} required`;
}

const subjectOf = ({ component, check }: Finding): string =>
  component === null ? check : `${check} of ${component}`;

function mended(ended: readonly Ended[], component: string | null): string {
  const checks = [...new Set(ended.map(({ check }) => check))];
  const where = component === null ? '' : ` of ${component}`;
  const [why, ...others] = [...new Set(ended.map((one) => one.why))];
  const isOne = others.length === 0;
  if (isOne && why === 'fixed' && checks.includes('count'))
    return `${component ?? 'what was missing'}: as many as required again`;
  const subject = `${checksOf(ended)}${where}`;
  if (isOne && why === 'fixed') return `${subject} ${checks.length === 1 ? 'holds' : 'hold'} again`;
  const end = (isOne && why ? ends[why] : undefined) ?? 'open no more';
  return `${subject} ${checks.length === 1 ? 'is' : 'are'} ${end}`;
}

/** What is excepted is violated all the same. */
const ends: Partial<Readonly<Record<Ended['why'], string>>> = {
  excepted: 'excepted',
  'policy-changed': 'required no more',
  gone: 'gone with the resource',
};
