import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/**
 * The schema as code. Compiling it with ajv at every start takes 100 ms, which is half of what a whole audit from
 * evidence may take.
 */
export function validator(schema: object): string {
  const ajv = new Ajv({
    allErrors: true,
    // A function for every `$ref`: shorter, and quicker to load.
    inlineRefs: false,
    strictTypes: false,
    strictRequired: false,
    // A date is held against the calendar in the second pass; here only its form counts.
    validateFormats: false,
    code: { source: true, esm: true },
  });
  const code = asModule(standalone.default(ajv, ajv.compile(bare(schema) as object)));
  return `${head}${code}\n`;
}

const annotations = ['$schema', 'title', 'description', 'default', 'errorMessage', 'format', 'examples'];

/** The schema without what only people and messages need. The names inside `properties` are no keywords. */
function bare(schema: unknown, isMap = false): unknown {
  if (Array.isArray(schema)) return schema.map((one: unknown) => bare(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => isMap || !annotations.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, bare(value, !isMap && ['properties', 'definitions'].includes(key))]),
  );
}

const head = `// @ts-nocheck: written by \`npm run generate\` from policies.schema.json. Do not edit.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// biome-ignore-all assist: generated
`;

/** Ajv writes `require` even into ES modules (ajv-validator/ajv#2209). */
function asModule(code: string): string {
  const required = /const (\w+) = require\("([^"]+)"\)\.default;/g;
  const imports = [...code.matchAll(required)].map(
    ([, name, file]) => `import ${name}Of from '${file}.js';\n`,
  );
  return imports.join('') + code.replace(required, 'const $1 = $1Of.default;');
}
