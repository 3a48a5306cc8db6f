import stringWidth from 'fast-string-width';
import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { settlingIn } from '../../model/settling.ts';
import { permissionFor } from '../../model/unseen.ts';
import { folded, labelled, marked, type Page, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { exceptionText } from '../told/words.ts';
import { type CheckGroup, grouped, type Standing } from './groups.ts';
import { severityText } from './severity.ts';
import { verdictLines } from './verdict.ts';

export const markOf = ({ paint }: Page, standing: Standing): string =>
  ({
    fail: paint.red('✗'),
    unknown: paint.yellow('?'),
    excepted: paint.dim('~'),
    accepted: paint.dim('~'),
    pass: paint.green('✓'),
    'not-applicable': paint.dim('-'),
  })[standing];

/**
 * What a finding is about: its resource, empty where the component's header has said it; its place where it is about
 * none and there are several.
 */
export type NameOf = (finding: Finding) => string | undefined;

export interface CheckView {
  readonly nameOf: NameOf;
  /** The check that stands above it: what both have in common is told there. */
  readonly above: CheckGroup | undefined;
  readonly audit: Audit;
}

export function checkLines(page: Page, group: CheckGroup, view: CheckView): string[] {
  const names = group.findings.flatMap((finding) => view.nameOf(finding) ?? []);
  const isApart = group.standing === 'excepted' || group.standing === 'accepted';
  if (isApart && !page.verbose)
    return [...headLines(page, group, names), ...briefly(page, group), ...exceptionLines(page, group, view)];
  return [
    ...headLines(page, group, names),
    ...factsOf(page, group, names.length > 1 ? view : { ...view, nameOf: () => undefined }),
    ...reasonLines(page, group, view.above),
  ];
}

/** Why it matters, what mends it, and what it serves. */
function reasonLines(
  page: Page,
  { standing, findings }: CheckGroup,
  above: CheckGroup | undefined,
): string[] {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const broken = isBroken(standing);
  // Where they differ each stands with what it mends.
  const fixes = new Set(findings.map(({ fix }) => fix));
  const last = above && isBroken(above.standing) ? above.findings[0] : undefined;
  // What several have in common stands once.
  const own = (label: string, textOf: (finding: Finding) => string | null) => {
    const text = textOf(first);
    return broken && text && !(last && textOf(last) === text) ? labelled(page, 4, label, text) : [];
  };
  return [
    // The policy's own reason outweighs the rule's general one.
    ...own('why', ({ because, why }) => because ?? why),
    ...(fixes.size === 1 && remedyOf(first) !== null ? labelled(page, 4, 'fix', first.fix ?? '') : []),
    ...own('satisfies', ({ satisfies }) => folded(page, satisfies)),
  ];
}

const isBroken = (standing: Standing): boolean => standing === 'fail' || standing === 'excepted';

/** What is accepted, where it is one thing. */
function briefly(page: Page, { findings }: CheckGroup): string[] {
  const [only, ...others] = new Set(findings.map(({ verdict }) => verdict.message));
  return only === undefined || others.length > 0 ? [] : paragraph(page, 4, only);
}

/** Each exception that the findings stand under, once. */
const exceptionLines = (page: Page, { findings }: CheckGroup, { audit }: CheckView): string[] =>
  [...new Set(findings.flatMap((finding) => exceptionText(finding, audit.policies) ?? []))].flatMap((text) =>
    labelled(page, 4, 'exception', text),
  );

/** What is to be done about it, where it is broken or nobody looked. */
const remedyOf = (finding: Finding): string | null =>
  finding.verdict.status === 'fail' || isUncovered(finding) ? finding.fix : null;

/** A place of the scope that nobody looked at. */
const isUncovered = ({ component, verdict }: Finding): boolean =>
  component === null && verdict.status === 'unknown';

/** The checks' names, on further lines where they are too many for one; on the right of whom, and how bad. */
function headLines(page: Page, group: CheckGroup, names: readonly string[]): string[] {
  const { checks, standing } = group;
  const what = group.findings[0]?.resource ? 'resource' : 'place';
  const where = names.length > 1 ? plural(names.length, what) : (names[0] ?? '');
  const right = [where, weightOf(page, group)].filter((part) => part !== '').join('   ');
  const room = right === '' || checks.length === 1 ? 0 : stringWidth(right) + 2;
  const narrower = { ...page, width: page.width === 0 ? 0 : Math.max(page.width - room, 20) };
  const [first = '', ...rest] = marked(narrower, 2, markOf(page, standing), checks.join(', '));
  return [...spread(page, first, right), ...rest];
}

/** What is only moving calls for patience, what was refused does not: that is told at a glance. */
function weightOf(page: Page, { standing, severity, findings }: CheckGroup): string {
  if (standing === 'fail')
    return `${' '.repeat(page.width ? Math.max(0, 8 - severity.length) : 0)}${severityText(page, severity)}`;
  return findings.every(({ verdict }) => settlingIn(verdict)) ? 'moving' : '';
}

/** What was found, once for all the resources where it is the same. */
function factsOf(page: Page, { findings }: CheckGroup, { nameOf, audit }: CheckView): string[] {
  const facts = [...grouped(findings, factKey).values()];
  const shown = facts.slice(0, page.verbose ? facts.length : 5);
  const hidden = facts.slice(shown.length).flat().length;
  const isMendedAlike = new Set(findings.map(({ fix }) => fix)).size === 1;
  const lines = shown.flatMap((same) => {
    const [first] = same as [Finding, ...Finding[]];
    const own = isMendedAlike ? null : remedyOf(first);
    return [
      ...verdictLines(page, first, namesLine(page, same, nameOf), audit),
      ...(own === null ? [] : labelled(page, 4, 'fix', own)),
    ];
  });
  return hidden > 0 ? [...lines, `    … and ${hidden} more`] : lines;
}

/** What is not known for one reason in several places is told once. */
const factKey = ({ verdict, exception }: Finding): string =>
  JSON.stringify(
    verdict.status === 'unknown'
      ? [verdict.message, permissionFor(verdict.unseen), exception]
      : [verdict, exception],
  );

function namesLine(page: Page, findings: readonly Finding[], nameOf: NameOf): string[] {
  const names = findings.flatMap((finding) => nameOf(finding) ?? []);
  return names.length > 0 ? labelled(page, 4, 'on', folded(page, names)) : [];
}
