import { Ajv, type Options } from 'ajv';
import type { Schema } from './schema.ts';
import type { Validate } from './shape.ts';

/** How documents are held against a schema, whether ajv compiles it at a start or for the build. */
export const ajvOptions: Options = {
  allErrors: true,
  // Each error brings the schema that it breaks: messages are made of its descriptions.
  verbose: true,
  // Ajv's own are not shown.
  messages: false,
  keywords: ['errorMessage'],
  // A function for every `$ref`: shorter, and quicker to load.
  inlineRefs: false,
  strictTypes: false,
  strictRequired: false,
  // A date is held against the calendar in the second pass; here only its form counts.
  validateFormats: false,
  code: { process: joiningInPlace },
};

/** Ajv copies all errors there are with each `$ref` that finds more: tens of thousands would take minutes. */
export function joiningInPlace(code: string): string {
  return code.replace(
    /vErrors\.concat\(([\w$.]+)\)/g,
    '($1.forEach((error) => vErrors.push(error)), vErrors)',
  );
}

export function compileSchema(schema: Schema): Validate {
  return new Ajv(ajvOptions).compile(schema) as unknown as Validate;
}
