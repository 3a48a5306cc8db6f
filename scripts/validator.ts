import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/**
 * The schema as code. Compiling it with ajv at every start takes 100 ms, which is half of what a whole audit from
 * evidence may take.
 */
export function validator(schema: object): string {
  const ajv = new Ajv({
    allErrors: true,
    // Each error brings the schema that it breaks: messages are made of its descriptions.
    verbose: true,
    keywords: ['errorMessage'],
    // A function for every `$ref`: shorter, and quicker to load.
    inlineRefs: false,
    strictTypes: false,
    strictRequired: false,
    // A date is held against the calendar in the second pass; here only its form counts.
    validateFormats: false,
    code: { source: true, esm: true },
  });
  const code = asModule(standalone.default(ajv, ajv.compile(schema)));
  return `${head}${code}\n`;
}

const head = `// @ts-nocheck: written by \`npm run generate\` from policies.schema.json. Do not edit.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// biome-ignore-all assist: generated
`;

/** Ajv writes `require` even into ES modules (ajv-validator/ajv#2209). The one it needs counts characters. */
function asModule(code: string): string {
  const module = code
    .replace('export const validate = ', 'const validate = ')
    .replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, '(text) => [...text].length');
  if (module.includes('require(')) throw new Error('the validator needs more of ajv than can stand alone');
  return module;
}
