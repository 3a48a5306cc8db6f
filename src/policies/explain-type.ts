import type { SelectorKey } from '../model/ports.ts';
import type { Property, TypeProperties } from '../model/property.ts';
import type { Catalogue } from './catalogue.ts';
import { commonSelectors } from './common-selectors.ts';
import { kindOf } from './kind-of.ts';
import { membersOf } from './nearest-path.ts';

/** A type as pages and `plumbline types` show it. */
export interface ExplainedType {
  readonly type: string;
  /** AWS's own page. */
  readonly page: string;
  readonly select: Readonly<Record<string, Pick<SelectorKey, 'description' | 'values'>>>;
  readonly properties: readonly ExplainedProperty[];
  /** What CloudFormation sets and no audit sees, with why where that is known. */
  readonly notShown: readonly { readonly name: string; readonly why: string | null }[];
}

export interface ExplainedProperty {
  /** Dotted; `[]` is each element of a list. */
  readonly path: string;
  /** Within what it stands in, which comes before it. */
  readonly name: string;
  readonly depth: number;
  readonly kind: string;
  readonly values: readonly string[] | null;
  readonly fallback: string | null;
  readonly about: string | null;
  /** What its absence means, and how AWS writes it, where that is to be said. */
  readonly notes: readonly string[];
  /** The operations it costs beside those of the list. */
  readonly calls: readonly string[];
}

export function explainType(
  type: string,
  { selectors, propertiesOf }: Pick<Catalogue, 'selectors' | 'propertiesOf'>,
): ExplainedType | undefined {
  const known = propertiesOf(type);
  if (!known) return undefined;
  return {
    type,
    page: known.page,
    select: { ...commonSelectors(type), ...selectors.get(type) },
    properties: explainProperties(known),
    notShown: Object.entries(known.unshown).map(([name, why]) => ({
      name,
      why: why === '' ? null : whyOf(why),
    })),
  };
}

const whyOf = (why: string): string =>
  /^[a-z0-9-]+:[A-Z]\w+$/.test(why)
    ? `AWS shows it by ${why}, which no collector asks`
    : why.replaceAll('`', '');

function explainProperties(known: TypeProperties): readonly ExplainedProperty[] {
  return Object.entries(known.properties).flatMap(([path, property]) =>
    explain(known, { path, name: path }, property, []),
  );
}

// What holds itself, as a statement of a web ACL does, is told once.
function explain(
  known: TypeProperties,
  { path, name: shown }: { readonly path: string; readonly name: string },
  property: Property,
  above: readonly string[],
): readonly ExplainedProperty[] {
  const { type, fallback, about, mayBeNone } = property;
  const [inner, mark] = type.kind === 'list' ? [type.of, '[]'] : [type, ''];
  const name = inner.kind === 'named' ? inner.name : '';
  const members = above.includes(name) ? undefined : membersOf(known, inner);
  const inside = members && above.length < deepest ? Object.entries(members) : [];
  const own = {
    path,
    name: shown,
    depth: above.length,
    kind: `${kindOf(type)}${mayBeNone ? ' or null' : ''}`,
    values: inner.kind === 'text' ? (inner.values ?? null) : null,
    fallback: fallback === undefined ? null : JSON.stringify(fallback),
    about: about?.replaceAll('`', '') ?? null,
    notes: known.notes[path] ?? [],
    calls: known.calls[path] ?? [],
  };
  return [
    own,
    ...inside.flatMap(([key, one]) =>
      explain(known, { path: `${path}${mark}.${key}`, name: `.${key}` }, one, [...above, name]),
    ),
  ];
}

/** How deep objects are told; deeper ones stand on AWS's page. */
const deepest = 2;
