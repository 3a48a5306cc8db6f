import { isObject } from '../documents/json-object.ts';
import { locator } from '../documents/locate.ts';
import { inFile, inOrder, type Mistake } from '../documents/mistake.ts';
import { otherKind } from '../documents/other-kind.ts';
import { parse } from '../documents/parse.ts';
import { type Shadowed, shadowedIn } from '../documents/shadowed.ts';
import { slipsOfShape, type Validate } from '../documents/shape.ts';
import { atValue, type Slip, soundBut } from '../documents/slip.ts';
import type { Component, Policy } from '../model/policy.ts';
import { type Catalogue, rulesOf } from './catalogue.ts';
import type { ComponentDocument, PolicyDocument } from './document.ts';
import { expiredExceptions, slipsOfExceptions } from './exceptions.ts';
import { linesOf } from './lines.ts';
import { slipsOfComponents } from './meaning.ts';
import { asMeant } from './meant.ts';
import { policyWords, policyWordsOf } from './policy-words.ts';
import { isEnabled, requirementOf } from './requirement.ts';

export interface PolicyReading {
  /** Undefined where there is a mistake. */
  readonly policy: Policy | undefined;
  /** Its id and where it stands, for whoever compares it with others. */
  readonly id: { readonly name: string; readonly place: Mistake } | undefined;
  readonly mistakes: readonly Mistake[];
  /** Exceptions that hold no more; they do not stop an audit. */
  readonly expired: readonly Mistake[];
}

type PolicySource = PolicyText & Pick<Policy, 'lines'>;

export interface PolicyText {
  readonly file: string;
  readonly text: string;
  readonly sha256: string;
}

/** What policies are read by: the catalogue, and the schema that was made of it. */
export interface Vocabulary {
  readonly catalogue: Catalogue;
  readonly validate: Validate;
}

/** Turns the text of a policy into a policy, or into every mistake in it. */
export function readPolicy(
  { file, text, sha256 }: PolicyText,
  { catalogue, validate, now }: Vocabulary & { readonly now: Date },
): PolicyReading {
  const { root, value, mistakes, spots } = parse(text, {
    comments: file.endsWith('.jsonc'),
    whole: policyWords.whole,
  });
  const located = locator(spots, root);
  const place = (slip: Slip): Mistake => inFile(file, located(slip));
  const wrong = root
    ? [
        ...slipsOf(value, catalogue, validate).map(located),
        ...slipsPassedOver(shadowedIn(root, spots), { catalogue, validate }),
      ]
    : [];
  const all = inOrder([...mistakes, ...wrong].map((mistake) => inFile(file, mistake)));
  const isSound = root && all.length === 0;
  const source = isSound && { file, sha256, text, lines: linesOf(root, text) };
  return {
    policy: source ? policyOf(value as PolicyDocument, source, catalogue) : undefined,
    id: idOf(value, place),
    mistakes: all,
    expired: root ? expiredExceptions(value, now).map(place) : [],
  };
}

/** What is wrong in the first of two keys that are the same: whoever removes the second should not learn of it then. */
const slipsPassedOver = (
  readings: readonly Shadowed[],
  { catalogue, validate }: Vocabulary,
): readonly Omit<Mistake, 'file'>[] =>
  readings.flatMap(({ value, place }) =>
    slipsOf(value, catalogue, validate).flatMap((slip) => place(slip) ?? []),
  );

function idOf(document: unknown, place: (slip: Slip) => Mistake): PolicyReading['id'] {
  const id = isObject(document) ? document['id'] : undefined;
  return typeof id === 'string' ? { name: id, place: place(atValue(['id'], '')) } : undefined;
}

function slipsOf(document: unknown, catalogue: Catalogue, validate: Validate): readonly Slip[] {
  const other = otherKind(document, 'policy');
  if (other !== undefined) return [atValue([], other)];
  const words = policyWordsOf(catalogue);
  const meant = asMeant(document, catalogue);
  const shape = slipsOfBoth(
    slipsOfShape(document, validate, words),
    meant && slipsOfShape(meant, validate, words),
  );
  const isSound = soundBut(shape);
  return [
    ...shape,
    ...slipsOfComponents(meant ?? document, catalogue, isSound),
    ...slipsOfExceptions(document, isSound),
  ];
}

/** What is wrong as it is written and as it was meant is told once, by what was meant. */
function slipsOfBoth(written: readonly Slip[], meant: readonly Slip[] | undefined): readonly Slip[] {
  if (!meant) return written;
  const idOf = ({ path, at }: Slip) => JSON.stringify([path, at]);
  const told = new Set(meant.map(idOf));
  return [...written.filter((slip) => !told.has(idOf(slip))), ...meant];
}

function policyOf(document: PolicyDocument, source: PolicySource, catalogue: Catalogue): Policy {
  const { id, title, description, owner, scope = {}, severity, components, exceptions = [] } = document;
  return {
    id,
    title,
    ...(description && { description }),
    ...(owner && { owner }),
    scope,
    ...(severity && { severity }),
    components: Object.entries(components).map(([name, one]) => componentOf(name, one, catalogue)),
    exceptions,
    ...source,
  };
}

function componentOf(name: string, component: ComponentDocument, catalogue: Catalogue): Component {
  const { type, title, because, severity, satisfies = [], select = {}, expect = {}, rules = {} } = component;
  const asked = Object.entries(rules).flatMap(([key, value]) => {
    const rule = rulesOf(catalogue, type).find((candidate) => candidate.name === key);
    return rule && isEnabled(value) ? [requirementOf(rule, value)] : [];
  });
  return {
    name,
    type,
    ...(title && { title }),
    ...(because && { because }),
    ...(severity && { severity }),
    satisfies,
    select,
    ...(component.unclaimed && { unclaimed: true }),
    count: countOf(component.count, component.unclaimed ? { min: 0, max: 0 } : { min: 1 }),
    rules: asked,
    expect,
  };
}

function countOf(count: ComponentDocument['count'], otherwise: Component['count']): Component['count'] {
  if (count === undefined) return otherwise;
  if (count === 'any') return { min: 0 };
  return typeof count === 'number' ? { min: count, max: count } : { min: 0, ...count };
}
