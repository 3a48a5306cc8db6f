import type { Change, Compared, Drift, PolicyChange } from '../../model/drift.ts';
import { wordsOfEvidence } from '../../model/evidence.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import { severities } from '../../model/severity.ts';
import { wordsOf } from '../../model/unseen.ts';
import { searchText } from '../../text/acl-rule.ts';
import { cut } from '../../text/cut.ts';
import { folded, type Page, pageOf, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { printableDeep } from '../../text/printable.ts';
import { valueText } from '../../text/value.ts';
import { grouped } from '../table/groups.ts';
import { severityText } from '../table/severity.ts';
import { resourceText } from '../told/words.ts';
import { order, totalsOf } from './totals.ts';

export interface DriftTextOptions {
  readonly width: number;
  readonly color: boolean;
}

/** What came between two audits, for people: what is wrong first, then what is not to be seen, then what else changed. */
export function driftText(hostile: Compared, options: DriftTextOptions): string {
  const page = pageOf({ ...options, verbose: false });
  const compared = inFull(printableDeep(hostile));
  const { before, after, drifts, byPolicy, policies } = compared;
  const head = `between ${before.startedAt} and ${after.startedAt}`;
  const sources = [before, after].flatMap(wordsOfEvidence);
  const notes = [...sources, ...judgedWords(compared)].flatMap((words) => paragraph(page, 0, words));
  const sections = [
    ...drifts.filter(hasChanges).map((drift) => placeLines(page, drift)),
    ...(policies.length > 0 ? [policyLines(page, compared)] : []),
    ...byPolicy
      .filter(hasChanges)
      .map((drift) => placeLines(page, drift, 'by the policies that are others now')),
  ].map((lines) => lines.join('\n'));
  if (sections.length === 0) return `${[`nothing changed ${head}`, ...notes].join('\n')}\n`;
  const end = totals(compared).flatMap((words) => paragraph(page, 0, words));
  const last = end.length > 0 ? [end.join('\n')] : [];
  return `${[[head, ...notes].map(page.paint.dim).join('\n'), ...sections, ...last].join('\n\n')}\n`;
}

/** Of several policies each may have a component of that name: it is told with its policy, as an audit tells it. */
function inFull(compared: Compared): Compared {
  const changes = [...compared.drifts, ...compared.byPolicy].flatMap((drift) => drift.changes);
  const policies = changes.flatMap((change) =>
    'finding' in change ? change.finding.policy : 'policy' in change ? change.policy : [],
  );
  if (new Set(policies).size < 2) return compared;
  const named = (drift: Drift): Drift => ({ ...drift, changes: drift.changes.map(withPolicy) });
  return { ...compared, drifts: compared.drifts.map(named), byPolicy: compared.byPolicy.map(named) };
}

function withPolicy(change: Change): Change {
  if ('component' in change) return { ...change, component: `${change.policy}/${change.component}` };
  if (!('finding' in change)) return change;
  const { finding } = change;
  const component = finding.component === null ? null : `${finding.policy}/${finding.component}`;
  return { ...change, finding: { ...finding, component } };
}

/** What drifted, and what another policy did: a terminal shows its end. */
function totals({ drifts, byPolicy }: Compared): readonly string[] {
  const [own, other] = [totalsOf(drifts), totalsOf(byPolicy)];
  return [
    ...(own === '' ? [] : [own]),
    ...(other === '' ? [] : [`${other}, by the policies that are others now`]),
  ];
}

const hasChanges = ({ changes }: Drift): boolean => changes.length > 0;

function judgedWords({ judgedBy: [first, second] }: Compared): readonly string[] {
  const both = new Set([first, second]);
  return [
    ...(both.has('recorded')
      ? ['judged by the policies recorded with each; name others to judge both by them']
      : []),
    ...(both.has('default') ? ['judged by ./policies where a recording holds none'] : []),
  ];
}

function policyLines(page: Page, { policies, judgedBy }: Compared): string[] {
  // A report says what came of its policies, and does not hold them.
  const isApart = !judgedBy.includes('report');
  return [
    ...spread(
      page,
      page.paint.bold('policies'),
      isApart ? 'no drift of the account' : 'what opened or closed may come of them alone',
    ),
    ...policies.flatMap((change) =>
      said(page, `${page.paint.cyan('~')} policy ${change.id} changed`, wordsOfPolicy(change)),
    ),
  ];
}

function wordsOfPolicy({ before, after }: PolicyChange): string {
  if (before === null) return 'it was not among those of the first';
  if (after === null) return 'it is not among those of the second';
  return `sha256 ${before.slice(0, 12)} → ${after.slice(0, 12)}`;
}

function placeLines(page: Page, { place, baseline, changes }: Drift, because = ''): string[] {
  const note = baseline ? 'was not looked at before' : because;
  const sorted = changes.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || severityOf(b) - severityOf(a),
  );
  const at = new Map(sorted.map((change, index) => [change, index]));
  const groups = [...grouped(sorted, (change) => storyOf(change) ?? String(at.get(change))).values()];
  return [
    ...spread(page, page.paint.bold(nameOf(place)), note),
    ...groups.flatMap((alike, at) => changeLines(page, alike, groups[at - 1]?.[0])),
  ];
}

/** What happened alike to several resources is told once; undefined where nothing else is like it. */
function storyOf(change: Change): string | undefined {
  if (change.kind === 'resource')
    return JSON.stringify([change.kind, change.policy, change.component, change.what]);
  if (!('finding' in change)) return undefined;
  const { policy, severity } = change.finding;
  return JSON.stringify([change.kind, policy, checkText(change), severity, messageOf(change)]);
}

/** Of what is alike the worst first. */
const severityOf = (change: Change): number =>
  'finding' in change ? severities.indexOf(change.finding.severity) : 0;

const nameOf = ({ account, region }: PlaceRef): string =>
  account === 'all' ? 'policies' : `${account} · ${region}`;

function changeLines(page: Page, alike: readonly Change[], last: Change | undefined): string[] {
  const [change] = alike as readonly [Change, ...Change[]];
  const { green, yellow, cyan } = page.paint;
  switch (change.kind) {
    case 'cannot-see': {
      const about = change.type ?? `${textOfPlace(change.place)}, all of it`;
      const hides = change.hides > 0 ? `; hides ${plural(change.hides, 'verdict')}` : '';
      return said(page, `${yellow('?')} cannot see ${about}`, `${wordsOf(change.unseen)}${hides}`);
    }
    case 'can-see':
      return said(page, `${green('✓')} can see again ${change.type ?? 'the place'}`, '');
    case 'resource': {
      const mark = change.what === 'added' ? green('+') : yellow('-');
      const { whose, names } = namesOf(alike.flatMap((one) => (one.kind === 'resource' ? one.resource : [])));
      return said(page, `${mark} ${change.component}${whose} ${change.what}`, folded(page, names));
    }
    case 'property': {
      const values = turnText(change);
      if (last?.kind === 'property' && headOf(last) === headOf(change)) return paragraph(page, 6, values);
      return said(page, `${cyan('~')} ${headOf(change)}`, values);
    }
    default:
      return verdictLines(
        page,
        change,
        alike.flatMap((one) => ('finding' in one ? (one.finding.resource ?? []) : [])),
      );
  }
}

/** What a resource's properties stand below, once. */
const headOf = ({ component, resource }: Extract<Change, { readonly kind: 'property' }>): string =>
  `${component} ${resourceText(resource)}`;

type VerdictChange = Extract<Change, { readonly finding: Finding }>;

function verdictLines(page: Page, change: VerdictChange, resources: readonly ResourceRef[]): string[] {
  const word = change.kind === 'verified' ? 'seen again' : change.kind;
  const { whose, names } = namesOf(resources);
  const head = `${markOf(page, change)} ${word} ${checkText(change)}${whose}`;
  return [
    ...spread(page, `  ${head}`, severityText(page, change.finding.severity)),
    ...paragraph(page, 6, messageOf(change)),
    ...(names.length > 0 ? paragraph(page, 6, folded(page, names)) : []),
  ];
}

/** One is named at once; of several it is said how many, and their names stand below. */
function namesOf(resources: readonly ResourceRef[]): {
  readonly whose: string;
  readonly names: readonly string[];
} {
  const [only, ...others] = resources.map((resource) => resourceText(resource));
  if (only === undefined) return { whose: '', names: [] };
  if (others.length === 0) return { whose: ` ${only}`, names: [] };
  return { whose: ` ${plural(resources.length, 'resource')}`, names: [only, ...others] };
}

const checkText = ({ finding: { component, policy, check } }: VerdictChange): string =>
  `${component ?? policy}/${check}`;

function markOf({ paint }: Page, { kind }: VerdictChange): string {
  if (kind === 'closed') return paint.green('✓');
  return kind === 'unverified' ? paint.yellow('?') : paint.red('✗');
}

function messageOf(change: VerdictChange): string {
  const { message } = change.finding.verdict;
  switch (change.kind) {
    case 'opened':
    case 'verified':
      return message;
    case 'worsened':
    case 'changed':
      return change.before.message === message ? message : `${change.before.message} → ${message}`;
    case 'flapping':
      return `changed its mind ${change.turns} times in a day`;
    case 'closed':
      return endings[change.why];
    case 'unverified':
      return change.unseen ? wordsOf(change.unseen) : 'was not found, and nothing says that it is gone';
  }
}

const endings = {
  fixed: 'it is mended',
  gone: 'the resource is gone',
  'policy-changed': 'the policy asks for it no more',
  excepted: 'it stands under an exception',
} as const;

const said = (page: Page, head: string, message: string): string[] => [
  ...paragraph(page, 2, head),
  ...(message === '' ? [] : paragraph(page, 6, message)),
];

/** A part that has parts of its own comes or goes as a whole. */
function turnText({ path, before, after }: Extract<Change, { readonly kind: 'property' }>): string {
  const say = (value: unknown): string => (path.endsWith('.SearchString') ? searchText(value) : shown(value));
  if (isNothing(before) && isWhole(after)) return `${path} added: ${say(after)}`;
  if (isNothing(after) && isWhole(before)) return `${path} removed: ${say(before)}`;
  return `${path}: ${say(before)} → ${say(after)}`;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;
const isWhole = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longest = 300;

/** A value as it is read in passing. */
function shown(value: unknown): string {
  if (isNothing(value)) return 'none';
  return cut(typeof value === 'object' ? valueText(value) : JSON.stringify(value), longest);
}
