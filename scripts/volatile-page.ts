import type { Collector, Volatility, Where } from '../src/model/ports.ts';

/** The text of docs/volatile.md: what may change without being drift, by type, and why. */
export function volatilePage(collectors: readonly Collector[]): string {
  const sections = collectors
    .filter(({ volatile }) => Object.keys(volatile).length > 0)
    .map(({ type, volatile }) => {
      const rows = Object.entries(volatile).map(([path, one]) => `| \`${path}\` | ${reasonOf(one)} |`);
      return `## ${type}\n\n| property | why it is not drift |\n| --- | --- |\n${rows.join('\n')}`;
    });
  return `# What may change without being drift

Written by \`npm run generate\` from \`src/collectors/\`.

Between two audits Plumbline tells of every property of a claimed resource that has another value, even where every
rule still holds. These it leaves out, because AWS or an autoscaler changes them by itself. Rules judge them all the same.

${sections.join('\n\n')}
`;
}

function reasonOf(volatility: Volatility): string {
  if (typeof volatility === 'string') return volatility;
  if ('startsWith' in volatility)
    return `${volatility.why}; only where it begins with \`${volatility.startsWith}\``;
  if ('keeps' in volatility) return `${volatility.why}; another ${volatility.keeps} is drift`;
  return `${volatility.why}; only where ${volatility.where.map(textOf).join(', or ')}`;
}

const textOf = ({ type, property, is }: Where): string =>
  `\`${property}\`${type ? ` of an ${type}` : ''} is \`${is}\``;
