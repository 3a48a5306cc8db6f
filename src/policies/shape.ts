import { type Catalogue, typesOf } from './catalogue.ts';
import { isObject } from './document.ts';
import type { Schema } from './rule-schema.ts';
import { policySchema } from './schema.ts';
import { describeShapeError } from './shape-wording.ts';
import { atKey, atValue, type Path, type Slip } from './slip.ts';

/** What ajv reports, as far as we look at it. */
export interface ShapeError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set on what `propertyNames` finds wrong with a key. */
  readonly propertyName?: string;
}

/** The generated validator: true, or false and the reasons in `errors`. */
export interface Validate {
  (document: unknown): boolean;
  errors?: readonly ShapeError[] | null;
}

/** Holds a document against the schema: one slip for each mistake. */
export function slipsOfShape(document: unknown, validate: Validate, catalogue: Catalogue): readonly Slip[] {
  if (validate(document)) return [];
  // Only messages need the schema itself, so a sound policy never builds it.
  const schema = policySchema(catalogue);
  const slips = new Map<string, Slip>();
  for (const error of telling(validate.errors ?? [])) {
    const path = pathOf(error.instancePath, document);
    const id = JSON.stringify([path, keyOf(error) ?? null]);
    const about = { error, path, document, types: typesOf(catalogue) };
    const message = describeShapeError({ ...about, schema: parentOf(error.schemaPath, schema) });
    if (!slips.has(id)) slips.set(id, placed(error, path, message));
  }
  return [...slips.values()];
}

/** A key that should not be is shown itself; for one that is missing, the key of what should hold it. */
function placed(error: ShapeError, path: Path, message: string): Slip {
  const key = keyOf(error);
  if (key === undefined) return atValue(path, message);
  return atKey(error.keyword === 'required' ? path : [...path, key], message);
}

/** Leaves out what ajv reports only because of another error. */
function telling(errors: readonly ShapeError[]): readonly ShapeError[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors.filter(
    ({ keyword, propertyName, schemaPath, instancePath }) =>
      keyword !== 'if' &&
      propertyName === undefined &&
      !choices.some(
        (choice) =>
          schemaPath.startsWith(`${choice.schemaPath}/`) && instancePath.startsWith(choice.instancePath),
      ),
  );
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

function parentOf(schemaPath: string, schema: Schema): Schema {
  const steps = tokens(decodeURIComponent(schemaPath.replace(/^#/, ''))).slice(0, -1);
  const found = steps.reduce<unknown>((at, step) => (at as Schema | undefined)?.[step], schema);
  return isObject(found) ? found : {};
}

const tokens = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
