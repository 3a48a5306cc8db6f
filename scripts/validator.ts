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
    keywords: ['errorMessage'],
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

/** Ajv writes `require` even into ES modules (ajv-validator/ajv#2209). */
function asModule(code: string): string {
  const required = /const (\w+) = require\("([^"]+)"\)\.default;/g;
  const imports = [...code.matchAll(required)].map(
    ([, name, file]) => `import ${name}Of from '${file}.js';\n`,
  );
  return imports.join('') + code.replace(required, 'const $1 = $1Of.default;');
}
