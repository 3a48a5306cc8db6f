import type { Json, Run } from './interpreter-run.ts';

/** What the label of a group of AWS begins with, for those that the interpreter knows. */
const NAMESPACES: Readonly<Record<string, string>> = {
  AWSManagedRulesCommonRuleSet: 'awswaf:managed:aws:core-rule-set:',
  AWSManagedRulesBotControlRuleSet: 'awswaf:managed:aws:bot-control:',
};

/** The labels, by how they begin, that a managed group may add. */
export function spaceOf({ VendorName, Name }: Json): string {
  return VendorName === 'AWS' ? (NAMESPACES[Name] ?? 'awswaf:managed:aws:') : 'awswaf:managed:';
}

/** Whether a label of which only the beginning is known may be the one that is asked for. */
export function mayBe(space: string, { Key, Scope }: Json): boolean {
  const wanted = Scope === 'NAMESPACE' && !Key.endsWith(':') ? `${Key}:` : Key;
  const others = {
    'awswaf:managed:aws:': Object.values(NAMESPACES),
    'awswaf:managed:': ['awswaf:managed:aws:', 'awswaf:managed:token:', 'awswaf:managed:captcha:'],
  };
  const isOthers = Object.entries(others).some(
    ([own, theirs]) => own === space && theirs.some((each) => wanted.startsWith(each)),
  );
  return !isOthers && (wanted.startsWith(space) || (Scope === 'NAMESPACE' && space.startsWith(wanted)));
}

/** What a managed group says of a request, by its rules or apart from them. */
export function labelManaged(run: Run, reference: Json, id: string, isMatched: boolean): void {
  const { VendorName, Name } = reference;
  if (isMatched && run.oracle(`labels by rules ${id}`)) run.labels.add(`${spaceOf(reference)}*`);
  const isWatchful = Name !== 'AWSManagedRulesCommonRuleSet';
  if (!isWatchful) return;
  const says = run.secret(`any label of ${VendorName}/${Name}`, `labels ${VendorName}/${Name} ${id}`);
  if (says && run.oracle(`labels apart ${id}`)) {
    if (VendorName === 'AWS') run.labels.add(`${spaceOf(reference)}*`);
    else run.labels.add(`awswaf:clientip:geo:country:${run.request.country}`);
  }
  if (VendorName === 'AWS') labelToken(run, id);
}

export function labelToken(run: Run, id: string): void {
  if (!run.oracle(`labels tokens ${id}`)) return;
  const state = run.request.token === 'valid' ? 'accepted' : 'absent';
  for (const kind of ['token', 'captcha']) run.labels.add(`awswaf:managed:${kind}:${state}`);
  if (state === 'accepted') run.labels.add('awswaf:managed:token:id:1234');
}
