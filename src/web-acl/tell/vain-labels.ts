import type { Acl, Statement } from '../acl.ts';
import { type Budget, spend } from '../budget.ts';
import { isRead, within } from '../normalise/statements.ts';

type LabelStatement = Extract<Statement, { readonly kind: 'label' }>;

interface Looked {
  readonly name: string;
  readonly statement: Statement;
  readonly adds: readonly string[];
}

export interface Vain {
  readonly why: string;
  /** The label, in full, that is the same but for the case. */
  readonly alike: string | undefined;
}

/** What is vain about rules that look for a label which nothing before them adds, by the rule's name. */
export function vainLabels(acl: Acl, budget: Budget): ReadonlyMap<string, Vain> {
  const added: string[] = [];
  const vain = new Map<string, Vain>();
  for (const { name, statement, adds } of looked(acl)) {
    const keys = within(statement).filter((each): each is LabelStatement => each.kind === 'label');
    spend(budget, 1 + 3 * keys.length * added.length);
    const found = keys.find((key) => !isAdded(key, added));
    if (found !== undefined && !vain.has(name)) vain.set(name, wordsOf(found, added));
    added.push(...adds);
  }
  return vain;
}

/** In the order of evaluation, up to a group that may add any label: what it holds could not be read. */
function* looked({ entries }: Acl): Iterable<Looked> {
  for (const entry of entries) {
    if (entry.kind === 'rule') {
      yield { name: entry.rule.name, statement: entry.rule.statement, adds: entry.rule.labels };
      continue;
    }
    const { name, scopeDown, rules } = entry.group;
    if (scopeDown !== null) yield { name, statement: scopeDown, adds: [] };
    if (!isRead(rules)) return;
    for (const rule of rules)
      yield { name: `${name} › ${rule.name}`, statement: rule.statement, adds: rule.labels };
  }
}

/** AWS adds labels of its own. */
const BY_AWS = /^awswaf:(managed|clientip|forwardedip):/;

function isAdded({ key, scope, prefix }: LabelStatement, added: readonly string[]): boolean {
  if (BY_AWS.test(key) || key === 'awswaf:' || 'awswaf:managed:'.startsWith(key)) return true;
  return added.some((label) => fits(label, key, scope, prefix));
}

/** Generously: a note is worth nothing unless it is certain. */
function fits(label: string, key: string, scope: string, prefix: string): boolean {
  const tail = key.startsWith('awswaf:') ? key.split(':').slice(2).join(':') : key;
  if (!key.startsWith('awswaf:') && !label.startsWith(prefix)) return false;
  return scope === 'LABEL' ? label.endsWith(tail) : label.includes(tail.replace(/:$/, ''));
}

function wordsOf({ key }: LabelStatement, added: readonly string[]): Vain {
  const alike = added.find((label) => label.toLowerCase().endsWith(key.toLowerCase()));
  const hint =
    alike === undefined ? '' : `; labels are case-sensitive, and \`${alike.slice(-key.length)}\` is added`;
  const why = `looks for label \`${key}\`, which no rule before it adds${hint}`;
  return { why, alike };
}
