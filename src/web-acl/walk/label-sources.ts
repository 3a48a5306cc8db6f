import type { Group, LabelSpace } from '../acl.ts';
import { and, type Literal } from './circuit.ts';
import type { LabelSource } from './labels.ts';
import { atom, type Vocabulary } from './vocabulary.ts';

/**
 * The labels of a managed group that could be read. A rule that does not match adds none; what a vendor says of a client
 * besides, a witness may assume that it does not, as it may of a rule.
 */
export function vendorLabels(
  vocabulary: Vocabulary,
  group: Group,
  entered: Literal,
  matched: Literal,
): readonly LabelSource[] {
  const { labels, name, priority } = group;
  if (labels === null) return [];
  const why = `the labels of managed rule group \`${name}\` are not known`;
  const hidden = (how: string, space: LabelSpace, when: Literal): LabelSource => {
    return { kind: 'hidden', id: `managed ${priority} ${name} ${how}`, space, why, when };
  };
  const byRules = hidden('by its rules', labels.byRules, matched);
  const tokens = tokenLabels(group, entered);
  if (labels.apart === null) return [byRules, ...tokens];
  const meaning = { kind: 'opaque', rules: [`any label of ${labels.group}`] } as const;
  const isSaid = atom(vocabulary, `labels ${priority} ${name}`, meaning);
  return [byRules, hidden('apart', labels.apart, and(vocabulary.circuit, entered, isSaid)), ...tokens];
}

/** Where a group looks at tokens, it labels what it finds. */
export function tokenLabels(group: Group | null, when: Literal): readonly LabelSource[] {
  if (!group?.labels?.tokens) return [];
  const id = `tokens ${group.priority} ${group.name}`;
  const why = `whether \`${group.labels.group}\` labels what it makes of a token is not known`;
  return [{ kind: 'token', id, why, when }];
}

/** A statement that labels what it looks at, matched or not; `header` is null for the peer. */
export interface Inspected {
  readonly kind: 'geo' | 'asn' | 'any';
  readonly header: string | null;
  readonly inspected: Literal;
}

const FROM_ADDRESS = ['awswaf:clientip:asn:', 'awswaf:forwardedip:'];

/** The labels of the geo and ASN statements that looked at a request. */
export function inspectionLabels(
  { circuit }: Vocabulary,
  reach: Literal,
  inspected: readonly Inspected[],
): readonly LabelSource[] {
  return inspected.map(({ kind, header, inspected: looked }): LabelSource => {
    const when = and(circuit, reach, looked);
    if (kind === 'geo') return { kind, header, when };
    if (kind === 'any') {
      const why = 'the labels of a statement that is not known are not either';
      return {
        kind: 'hidden',
        id: 'unknown statement',
        space: { prefixes: FROM_ADDRESS, except: [] },
        why,
        when,
      };
    }
    const prefixes = [`awswaf:${header === null ? 'clientip' : 'forwardedip'}:asn:`];
    return {
      kind: 'hidden',
      id: `asn ${header}`,
      space: { prefixes, except: [] },
      why: 'the labels of an ASN match are not documented',
      when,
    };
  });
}
