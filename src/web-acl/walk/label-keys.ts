import type { Label } from '../acl.ts';
import { spend } from '../budget.ts';
import { FALSE, type Literal } from './circuit.ts';
import { isOfClient } from './facts.ts';
import { fits, type LabelSource } from './labels.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether one client's requests may carry different labels of a namespace, which makes them count apart. */
export type Varies = 'yes' | 'no' | 'perhaps';

export function variesIn(vocabulary: Vocabulary, namespace: Label, sources: readonly LabelSource[]): Varies {
  spend(vocabulary.budget, sources.length / 2);
  const mine = sources.filter((source) => fits(vocabulary, namespace, source) !== FALSE);
  const found = [ofLabels(vocabulary, mine), ...mine.map((source) => ofSource(vocabulary, source))];
  if (found.includes('yes')) return 'yes';
  return found.includes('perhaps') ? 'perhaps' : 'no';
}

/** A client has one address, and that is in one country and region; what it sends in a header it chooses. */
function ofSource({ trustedProxy }: Vocabulary, source: LabelSource): Varies {
  switch (source.kind) {
    case 'geo':
      return source.header === null || trustedProxy ? 'no' : 'yes';
    case 'label':
      return 'no';
    case 'hidden':
      return source.space.prefixes.every((prefix) => OF_ADDRESS.includes(prefix)) ? 'no' : 'perhaps';
    case 'token':
      return 'yes';
  }
}

const OF_ADDRESS: readonly string[] = ['awswaf:clientip:asn:'];

/** Where there is but one label, all that is counted carries it. */
function ofLabels(vocabulary: Vocabulary, sources: readonly LabelSource[]): Varies {
  const own = sources.filter((source) => source.kind === 'label');
  const names = new Set(own.map(({ label }) => label));
  const isFixed = (when: Literal) => isOfClient(vocabulary, when);
  return names.size < 2 || own.every(({ when }) => isFixed(when)) ? 'no' : 'yes';
}
