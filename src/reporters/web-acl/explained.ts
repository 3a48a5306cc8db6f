import { columns } from '../../text/columns.ts';
import { type Page, paragraph } from '../../text/page.ts';
import type { Explained } from '../../web-acl/explain.ts';

/** The rules in the order AWS evaluates them, with what each can do to the traffic asked about. */
export function explainedLines(page: Page, rules: readonly Explained[], traffic: string): string[] {
  return [
    '',
    ...paragraph(page, 2, `what each rule can do to ${traffic}, in the order AWS evaluates them`),
    ...columns(page, 2, rules.map(rowOf)),
  ];
}

function rowOf({ rule, priority, stage, action, effects }: Explained): readonly string[] {
  const by = stage === 'pre' || stage === 'post' ? `  (Firewall Manager, ${stage})` : '';
  return [String(priority ?? '').padStart(5), rule, action, `${deedsOf(effects)}${by}`];
}

// The plain form of each effect, for "may block" beside "blocks".
const plain = {
  allows: 'allow',
  blocks: 'block',
  counts: 'count',
  skips: 'be skipped without its header',
} as const;

function deedsOf(effects: Explained['effects']): string {
  const deeds = Object.entries(effects).map(([effect, how]) => {
    if (how === 'maybe') return `may ${plain[effect as keyof typeof plain]}`;
    return effect === 'skips' ? 'is skipped without its header' : effect;
  });
  return deeds.join(', ') || 'nothing: none of it gets here, or matches';
}
