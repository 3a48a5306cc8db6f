import { isObject } from './json-object.ts';
import { describeShapeError, type ShapeError, type Words } from './shape-wording.ts';
import { atKey, atValue, type Path, type Slip } from './slip.ts';

/** The generated validator: true, or false and the reasons in `errors`. */
export interface Validate {
  (document: unknown): boolean;
  errors?: readonly ShapeError[] | null;
}

/** Holds a document against the schema: one slip for each mistake. */
export function slipsOfShape(document: unknown, validate: Validate, words: Words): readonly Slip[] {
  if (validate(document)) return [];
  const slips = new Map<string, Misshapen>();
  for (const error of telling(validate.errors ?? [])) {
    const path = pathOf(error.instancePath, document);
    const key = keyOf(error);
    const id = JSON.stringify([path, key ?? null]);
    if (slips.has(id)) continue;
    const slip = placed(error, path, () => describeShapeError({ error, path, document, words }));
    slips.set(id, { error, key, holder: error.instancePath, slip });
  }
  return withoutConsequences([...slips.values()]);
}

interface Misshapen {
  readonly error: ShapeError;
  readonly key: string | undefined;
  /** The object that the key is about. */
  readonly holder: string;
  readonly slip: Slip;
}

/** A key that is lacking because it was misspelt is one mistake. */
function withoutConsequences(all: readonly Misshapen[]): readonly Slip[] {
  const lacking = new Set(all.flatMap(({ error, holder }) => (missing(error) ? [holder] : [])));
  const meant = new Set(
    all.flatMap(({ error, holder, slip }) => {
      if (error.keyword !== 'additionalProperties' || !lacking.has(holder)) return [];
      const [, key] = /; did you mean "([^"]+)"/.exec(slip.message) ?? [];
      return key === undefined ? [] : [idOf(holder, key)];
    }),
  );
  return all.flatMap(({ error, key, holder, slip }) =>
    missing(error) && key !== undefined && meant.has(idOf(holder, key)) ? [] : [slip],
  );
}

const idOf = (holder: string, key: string): string => JSON.stringify([holder, key]);

/** A key that should not be is shown itself; for one that is missing, the key of what should hold it. */
function placed(error: ShapeError, path: Path, message: () => string): Slip {
  const key = keyOf(error);
  if (key === undefined) return atValue(path, message);
  return atKey(missing(error) ? path : [...path, key], message);
}

const missing = ({ keyword }: ShapeError): boolean => keyword === 'required' || keyword === 'dependencies';

/** Leaves out what ajv reports only because of another error. */
function telling(errors: readonly ShapeError[]): readonly ShapeError[] {
  const choices = new Map<string, Set<string>>();
  for (const { keyword, schemaPath, instancePath } of errors)
    if (keyword === 'anyOf' || keyword === 'oneOf')
      choices.set(schemaPath, (choices.get(schemaPath) ?? new Set()).add(instancePath));
  const isOfChoice = ({ schemaPath, instancePath }: ShapeError) =>
    prefixesOf(schemaPath).some((path) => {
      const places = path === schemaPath ? undefined : choices.get(path);
      return places !== undefined && prefixesOf(instancePath).some((place) => places.has(place));
    });
  return errors.filter(
    (error) => error.keyword !== 'if' && error.propertyName === undefined && !isOfChoice(error),
  );
}

/** `/a/b` begins with nothing, `/a` and itself. */
function prefixesOf(pointer: string): readonly string[] {
  const steps = pointer.split('/');
  return steps.map((_, at) => steps.slice(0, at + 1).join('/'));
}

/** The key that the error is about, where that is a key inside its instance. */
function keyOf({ params }: ShapeError): string | undefined {
  const key = params['additionalProperty'] ?? params['missingProperty'] ?? params['propertyName'];
  return key === undefined ? undefined : String(key);
}

function pathOf(pointer: string, document: unknown): Path {
  let value = document;
  return tokens(pointer).map((token) => {
    const key = Array.isArray(value) ? Number(token) : token;
    value =
      isObject(value) || Array.isArray(value) ? (value as Record<string | number, unknown>)[key] : undefined;
    return key;
  });
}

const tokens = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
