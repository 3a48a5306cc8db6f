import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { type Severity, severities } from '../../model/severity.ts';

/** What a line says of a check: a verdict, or that it stands under an exception, as a failure or as unknown. */
export type Standing = 'fail' | 'unknown' | 'excepted' | 'accepted' | 'pass' | 'not-applicable';

export interface PolicyGroup {
  readonly title: string;
  readonly components: readonly ComponentGroup[];
}

export interface ComponentGroup {
  readonly name: string;
  readonly type: string;
  readonly standing: 'fail' | 'unknown' | 'pass';
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckGroup[];
}

/** One check on every resource where it stands the same; or several that one thing unseen makes unknown. */
export interface CheckGroup {
  readonly checks: readonly string[];
  readonly severity: Severity;
  readonly standing: Standing;
  readonly findings: readonly Finding[];
}

export function groupsOf({ policies, findings }: Audit): PolicyGroup[] {
  const byPolicy = grouped(findings, ({ policy }) => policy);
  const titles = new Map(policies.map(({ id, title }) => [id, title || id]));
  const ids = [...new Set([...titles.keys(), ...byPolicy.keys()])];
  return ids.map((id) => ({
    title: titles.get(id) ?? id,
    components: [...grouped(byPolicy.get(id) ?? [], ({ component }) => component ?? 'scope')]
      .map(([name, of]) => componentOf(name, of))
      .sort((a, b) => urgency(b) - urgency(a)),
  }));
}

function componentOf(name: string, findings: readonly Finding[]): ComponentGroup {
  const each = [...grouped(findings, (finding) => `${standingOf(finding)} ${finding.check}`).values()];
  const checks = [...grouped(each, storyOf).values()]
    .map(checkOf)
    .sort((a, b) => urgencyOfCheck(b) - urgencyOfCheck(a));
  const has = (standing: Standing) => checks.some((check) => check.standing === standing);
  const standing = has('fail') ? 'fail' : has('unknown') ? 'unknown' : 'pass';
  return { name, type: findings[0]?.type ?? '', standing, findings, checks };
}

/** What was not seen is said once, however many checks of the same resources it blinds. */
function storyOf(findings: readonly Finding[]): string {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const isUnseen = findings.every(({ verdict }) => verdict.status === 'unknown' && verdict.unseen);
  if (!isUnseen) return `${standingOf(first)} ${first.check}`;
  return JSON.stringify(
    findings.map(({ resource, place, verdict, exception }) => [resource, place, verdict, exception]),
  );
}

function checkOf(alike: readonly (readonly Finding[])[]): CheckGroup {
  const [findings] = alike as readonly [readonly Finding[], ...(readonly Finding[])[]];
  const [first] = findings as readonly [Finding, ...Finding[]];
  const checks = alike.flatMap(([each]) => each?.check ?? []);
  return { checks, severity: worst(alike.flat()), standing: standingOf(first), findings };
}

export const standingOf = ({ verdict: { status }, exception }: Finding): Standing => {
  if (!exception) return status;
  return status === 'fail' ? 'excepted' : status === 'unknown' ? 'accepted' : status;
};

const rank = (severity: Severity): number => severities.indexOf(severity);
const worst = (findings: readonly Finding[]): Severity =>
  findings.map(({ severity }) => severity).reduce((a, b) => (rank(b) > rank(a) ? b : a));

const weight: Readonly<Record<Standing, number>> = {
  fail: 400,
  unknown: 300,
  excepted: 200,
  accepted: 150,
  pass: 100,
  'not-applicable': 0,
};
const urgencyOfCheck = ({ standing, severity }: CheckGroup): number => weight[standing] + rank(severity);
const urgency = ({ standing, checks }: ComponentGroup): number =>
  standing === 'pass' ? 0 : Math.max(...checks.map(urgencyOfCheck));

// Map.groupBy needs Node 21.
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
