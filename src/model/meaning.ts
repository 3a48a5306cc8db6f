/** How what AWS answers of a property is to be read, where that is not plain from the answer. */
export interface Meaning {
  /** The first of which the resource is so. */
  readonly unset?: readonly Unset[];
  readonly form?: Form;
  readonly members?: Readonly<Record<string, Meaning>>;
  /** Of each element of a list. */
  readonly elements?: Meaning;
}

/** What it means that a whole answer leaves a property out. */
export type Unset = (
  | { readonly kind: 'is'; readonly value: UnsetValue }
  /** Nobody set it, and something that AWS does not show decides: what it is not cannot be told. */
  | { readonly kind: 'decided'; readonly by: string }
) & {
  /** Only where the resource's properties, by their paths, are these. */
  readonly where?: Where;
  /** Also where the object that would hold it is not set. */
  readonly throughout?: true;
  /** Only of AWS itself, and of what this version of plumbline or a later one recorded; absent is any. */
  readonly since?: string;
};

export type UnsetValue = null | readonly never[] | string | number | boolean;

export type Where = Readonly<Record<string, string | boolean | readonly string[]>>;

/** In a `where`: whatever it is, so long as it is there. */
export const ANY = '*';

/**
 * How AWS writes what CloudFormation lets one write in several ways: in a case of its own, as an ARN where a name or an
 * id will do, as a version of which the first numbers will do. CloudFormation's schemas say so of many, under
 * `propertyTransform`: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-model-false-drift.html
 */
export type Form =
  | 'case'
  | 'ARN'
  | 'version'
  /** It, and all that is in it, holds `*` and `?` of AWS's own, which are themselves: a cron expression, an IAM policy. */
  | 'literal';

/** What AWS's pages say of properties that answers leave out, by paths: `ContainerDefinitions[].User`. */
export interface UnsetProperties {
  /** The page. */
  readonly source: string;
  /** There is none. */
  readonly none?: readonly string[];
  /** Lists, which then are empty. */
  readonly empty?: readonly string[];
  /** The default that AWS documents. */
  readonly is?: Readonly<Record<string, string | number | boolean>>;
  readonly decidedBy?: Readonly<Record<string, string>>;
  readonly where?: Where;
  /** Where the page says so of an object that is not set too: without `LinuxParameters` no capability is added. */
  readonly throughout?: true;
  /** The version from which on recordings hold the members: to an older SDK they were not known. Absent is the first. */
  readonly since?: string;
}

/** What a collector says of its properties' answers. */
export interface Answers {
  readonly unset?: readonly UnsetProperties[];
  readonly forms?: Readonly<Partial<Record<Form, readonly string[]>>>;
}

/** Each path that is said to be left out, with what that means. */
export const unsetOf = ({ unset = [] }: Answers): readonly (readonly [path: string, unset: Unset])[] =>
  unset.flatMap(({ none = [], empty = [], is = {}, decidedBy = {}, where, throughout, since }) => {
    const there = { ...(where && { where }), ...(throughout && { throughout }), ...(since && { since }) };
    const values: readonly (readonly [string, UnsetValue])[] = [
      ...none.map((path) => [path, null] as const),
      ...empty.map((path) => [path, []] as const),
      ...Object.entries(is),
    ];
    return [
      ...values.map(([path, value]) => [path, { kind: 'is', value, ...there }] as const),
      ...Object.entries(decidedBy).map(([path, by]) => [path, { kind: 'decided', by, ...there }] as const),
    ];
  });

export const formsOf = ({ forms = {} }: Answers): readonly (readonly [path: string, form: Form])[] =>
  Object.entries(forms).flatMap(([form, paths]) => paths.map((path) => [path, form as Form] as const));

/**
 * All that is said, as a tree of which each step of a path is a level. What a recording leaves out that was made before
 * a member was known tells nothing: `recordedBy` is the version that made it.
 */
export function meaningOf(answers: Answers, recordedBy?: string): Meaning {
  const root: Growing = {};
  for (const [path, unset] of unsetOf(answers)) {
    if (unset.since !== undefined && recordedBy !== undefined && isBefore(recordedBy, unset.since)) continue;
    const at = grow(root, path);
    at.unset = [...(at.unset ?? []), unset];
  }
  for (const [path, form] of formsOf(answers)) grow(root, path).form = form;
  return root;
}

function isBefore(version: string, other: string): boolean {
  const own = version.split(/[.-]/).map(Number);
  const asked = other.split(/[.-]/).map(Number);
  const at = asked.findIndex((number, index) => number !== (own[index] ?? 0));
  // Of a version that is no version nothing is known.
  return at >= 0 && !((own[at] ?? 0) > (asked[at] ?? 0));
}

interface Growing {
  unset?: readonly Unset[];
  form?: Form;
  members?: Record<string, Growing>;
  elements?: Growing;
}

/** The steps of a path; the keys of attributes hold dots of their own. */
export function stepsOf(path: string): readonly string[] {
  const [, attributes, key] = /^(\w+Attributes)[.](.+)$/.exec(path) ?? [];
  return attributes !== undefined && key !== undefined ? [attributes, key] : path.split('.');
}

function grow(root: Growing, path: string): Growing {
  let at = root;
  for (const step of stepsOf(path)) {
    at.members ??= {};
    at = at.members[step.replace(/\[\]$/, '')] ??= {};
    if (step.endsWith('[]')) at = at.elements ??= {};
  }
  return at;
}
