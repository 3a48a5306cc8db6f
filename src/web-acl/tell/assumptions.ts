import type { Acl } from '../acl.ts';
import type { Request, Topology } from '../model.ts';
import { isRead } from '../normalise/statements.ts';

/** What is taken for granted of the way requests come in. */
export function assumed({ trustedProxy, except = [] }: Topology): readonly string[] {
  return [
    ...(trustedProxy ? ['the forwarded header is always present, well-formed and honest'] : []),
    ...except.map((name) => `no client is in IP set \`${name}\``),
  ];
}

/** What a witness assumes of statements that nobody outside can evaluate; the rules of one group in one line. */
export function secretAnswers(acl: Acl, { assumed: answers = {} }: Request): readonly string[] {
  const open = new Map(Object.entries(answers));
  const folded = acl.entries.flatMap((entry) => {
    if (entry.kind !== 'group' || !isRead(entry.group.rules)) return [];
    const { name, rules } = entry.group;
    const silent = rules.filter((rule) => open.get(rule.name) === false);
    if (silent.length < 2) return [];
    for (const rule of silent) open.delete(rule.name);
    const which =
      silent.length === rules.length ? `the ${rules.length}` : `${silent.length} of the ${rules.length}`;
    return [`none of ${which} rules of \`${name}\` matches`];
  });
  const single = [...open].map(([rule, matches]) => `\`${rule}\` ${matches ? 'matches' : 'does not match'}`);
  return [...folded, ...single];
}
