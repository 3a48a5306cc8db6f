import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';
import { ajvOptions, joiningInPlace } from '../src/documents/compile-schema.ts';

/**
 * A schema as the code of a module that exports `validate`, and imports nothing. It is minified, since nobody reads it and
 * every start does.
 */
export function validator(schema: object): string {
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true } });
  return asModule(joiningInPlace(standalone.default(ajv, ajv.compile(schema))));
}

/** Ajv writes `require` even into ES modules (ajv-validator/ajv#2209). The one it needs counts characters. */
function asModule(code: string): string {
  const module = code.replace(
    /require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g,
    '(text) => [...text].length',
  );
  if (module.includes('require(')) throw new Error('the validator needs more of ajv than can stand alone');
  return transformSync(module, { minify: true, format: 'esm', target: 'node20' }).code;
}
