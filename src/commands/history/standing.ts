import type { Answer } from '../../pipeline/history.ts';
import { folded, marked, type Page, paragraph } from '../../text/page.ts';

type Standing = Answer['answer'];

interface View<T> {
  readonly isFull: boolean;
  /** What is counted at the end: more than is shown, where some is told elsewhere. */
  readonly all?: readonly T[];
  readonly standingOf: (item: T) => Standing;
  readonly nameOf: (item: T) => string;
  readonly linesOf: (item: T) => readonly string[];
}

/** What leans stands last, for a terminal shows its end: there it is counted, too. What holds is folded where it is much. */
export function standingLines<T>(
  page: Page,
  items: readonly T[],
  { isFull, all = items, standingOf, nameOf, linesOf }: View<T>,
): readonly string[] {
  const sorted = items.toSorted((a, b) => order.indexOf(standingOf(a)) - order.indexOf(standingOf(b)));
  const holding = sorted.filter((item) => standingOf(item) === 'holds');
  const isFolded = !isFull && holding.length > mostHolding;
  const shown = isFolded ? sorted.filter((item) => standingOf(item) !== 'holds') : sorted;
  const counts = order.flatMap((standing) => {
    const count = all.filter((item) => standingOf(item) === standing).length;
    return count > 0 ? [`${count} ${counted[standing]}`] : [];
  });
  return [
    ...(isFolded
      ? marked(page, 2, page.paint.green('✓'), `${folded(page, holding.map(nameOf))}, which hold`)
      : []),
    ...shown.flatMap(linesOf),
    ...(items.length > 0 && all.length > 1 ? ['', ...paragraph(page, 0, counts.join(', '))] : []),
  ];
}

/** More of what holds is not told one by one. */
const mostHolding = 10;

const order: readonly Standing[] = [
  'holds',
  'not-applicable',
  'absent',
  'excepted',
  'nobody-looked',
  'unknown',
  'changed',
  'violated',
];

const counted: Readonly<Record<Standing, string>> = {
  holds: 'hold',
  'not-applicable': 'not applicable',
  absent: 'not there',
  excepted: 'violated under an exception',
  'nobody-looked': 'that nobody looked at',
  unknown: 'unknown',
  changed: 'changed in between',
  violated: 'violated',
};
