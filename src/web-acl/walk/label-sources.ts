import type { Group } from '../acl.ts';
import { and, type Literal } from './circuit.ts';
import type { LabelSource } from './labels.ts';
import type { Applied } from './rule-match.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Bot Control labels verified bots, and tokens, whether or not one of its rules matches. */
export function vendorLabels({ isManaged, name, priority }: Group, when: Literal): readonly LabelSource[] {
  if (!isManaged) return [];
  const why = `the labels of managed rule group \`${name}\` are not known`;
  return [{ kind: 'hidden', id: `managed ${priority} ${name}`, prefixes: ['awswaf:managed:'], why, when }];
}

const FROM_ADDRESS = ['awswaf:clientip:asn:', 'awswaf:forwardedip:'];

/** The labels of the geo and ASN statements that looked at a request. */
export function inspectionLabels(
  { circuit }: Vocabulary,
  reach: Literal,
  inspected: Applied['inspected'],
): readonly LabelSource[] {
  return inspected.map(({ kind, header, inspected: looked }): LabelSource => {
    const when = and(circuit, reach, looked);
    if (kind === 'geo') return { kind, header, when };
    if (kind === 'any') {
      const why = 'the labels of a statement that is not known are not either';
      return { kind: 'hidden', id: 'unknown statement', prefixes: FROM_ADDRESS, why, when };
    }
    const prefixes = [`awswaf:${header === null ? 'clientip' : 'forwardedip'}:asn:`];
    return {
      kind: 'hidden',
      id: `asn ${header}`,
      prefixes,
      why: 'the labels of an ASN match are not documented',
      when,
    };
  });
}
