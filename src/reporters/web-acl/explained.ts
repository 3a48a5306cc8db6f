import { type Page, paragraph } from '../../text/page.ts';
import type { Explained } from '../../web-acl/explain.ts';

/** The rules in the order AWS evaluates them, with what each can do to the traffic asked about. */
export function explainedLines(page: Page, rules: readonly Explained[], traffic: string): string[] {
  const column = Math.min(Math.max(...rules.map(({ rule }) => rule.length), 4), 40);
  return [
    '',
    ...paragraph(page, 2, `what each rule can do to ${traffic}, in the order AWS evaluates them`),
    ...rules.map((rule) => ruleLine(rule, column)),
  ];
}

function ruleLine({ rule, priority, stage, action, effects }: Explained, column: number): string {
  const at = String(priority ?? '').padStart(7);
  const by = stage === 'pre' || stage === 'post' ? `  (Firewall Manager, ${stage})` : '';
  return `${at}  ${rule.padEnd(column)}  ${action.padEnd(9)}  ${deedsOf(effects)}${by}`;
}

// The plain form of each effect, for "may block" beside "blocks".
const plain = {
  allows: 'allow',
  blocks: 'block',
  counts: 'count',
  skips: 'be skipped, without its header',
} as const;

function deedsOf(effects: Explained['effects']): string {
  const deeds = Object.entries(effects).map(([effect, how]) => {
    if (how === 'maybe') return `may ${plain[effect as keyof typeof plain]}`;
    return effect === 'skips' ? 'is skipped, without its header' : effect;
  });
  return deeds.join(', ') || 'nothing: none of it gets here, or matches';
}
