import type { Audit } from '../model/audit.ts';
import type { Reporter } from '../model/ports.ts';
import { settlingIn } from '../model/settling.ts';
import { summaryOf } from '../model/summary.ts';
import { marked, type Page, pageOf, paragraph, spread } from '../text/page.ts';
import { plural } from '../text/plural.ts';
import { printableDeep } from '../text/printable.ts';
import { sinceLines } from './drift/since.ts';
import { markOf } from './table/check.ts';
import { componentLines, isRemarkable } from './table/component.ts';
import { coverageLines, unreadLines } from './table/coverage.ts';
import { type ComponentGroup, groupsOf, type PolicyGroup } from './table/groups.ts';
import { notEnteredLines } from './table/not-entered.ts';
import { worstLines } from './table/worst.ts';
import { partOf } from './told/words.ts';

/** What a person reads first: what broke, where, expected → actual, why it matters, what to do. */
const table: Reporter = {
  name: 'table',
  render(hostile, options) {
    const audit = printableDeep(hostile);
    const drifts = printableDeep(options.drifts ?? []);
    const page = pageOf(options);
    const policies = groupsOf(audit).map((policy) => policyLines(page, policy, audit));
    const end = [...coverageLines(page, audit), ...sinceLines(page, drifts)];
    const part = partOf(audit);
    const sections = [
      ...(part ? [marked(page, 0, page.paint.yellow('!'), part)] : []),
      ...policies,
      unreadLines(page, audit),
      worstLines(page, audit),
      end,
    ];
    return sections
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n');
  },
};
export default table;

function policyLines(page: Page, { title, components }: PolicyGroup, audit: Audit): string[] {
  const header = spread(page, `${page.paint.bold(title)}   ${placesOf(audit)}`, outcome(components, audit));
  const blind = notEnteredLines(page, components, audit);
  if (blind) return [...header, '', ...blind];
  const expanded = components.filter(
    ({ checks }) => page.verbose || checks.some(({ standing }) => isRemarkable(standing)),
  );
  const passing = components.filter((component) => !expanded.includes(component));
  return [
    ...header,
    ...expanded.flatMap((component) => ['', ...componentLines(page, component, audit)]),
    ...(passing.length > 0 ? ['', ...passingLines(page, passing)] : []),
  ];
}

function placesOf({ places }: Audit): string {
  const [first] = places;
  if (!first) return '';
  return places.length === 1
    ? `${first.name ? `${first.name} (${first.account})` : first.account} · ${first.region}`
    : plural(places.length, 'place');
}

function outcome(components: readonly ComponentGroup[], { unread }: Audit): string {
  if (components.length === 0) return 'not judged: no place in its scope was audited';
  const findings = components.flatMap((component) => component.findings);
  const { fail, unknown, excepted, accepted } = summaryOf(findings);
  const moving = findings.filter(({ verdict }) => settlingIn(verdict)).length;
  const parts = [
    ...(fail > 0 ? [plural(fail, 'violation')] : []),
    ...(unknown > 0 ? [`${unknown} unknown${moving > 0 ? ` (${moving} moving)` : ''}`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  // What no verdict hung on was not seen all the same, and the exit status says so.
  const apart = apartOf(excepted, accepted);
  if (accepted > 0 || unread.length > 0) return ['all that was seen holds', ...apart].join(', ');
  return excepted > 0 ? ['holds', ...apart].join(', ') : 'all holds';
}

/** What stands under exceptions, counted apart. */
const apartOf = (excepted: number, accepted: number): string[] => [
  ...(excepted > 0 ? [`${excepted} excepted`] : []),
  ...(accepted > 0 ? [`${accepted} accepted as unknown`] : []),
];

const passingLines = (page: Page, components: readonly ComponentGroup[]): string[] =>
  paragraph(page, 0, `${markOf(page, 'pass')} ${components.map(({ name }) => name).join(', ')}`);
