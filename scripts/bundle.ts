import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { configSchema } from '../src/config/schema.ts';
import { policySchema } from '../src/policies/schema.ts';
import { rules, selectors } from '../src/registry.generated.ts';
import { validator } from './validator.ts';

/** The program in dist/. It needs no node_modules, but a store in a file does: `libsql` is a binary for each machine. */
export const bundle = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['src/main.ts'],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  outdir: 'dist',
  external: ['libsql', 'pg-native'],
  // What is bundled of CommonJS asks for Node's own modules with `require`.
  banner: {
    js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
  logLevel: 'warning',
  plugins: [compiledValidators()],
} satisfies BuildOptions;

/** Each file that compiles a schema, with the schema. */
const schemas: readonly (readonly [RegExp, object])[] = [
  [/commands\/registered-validator\.ts$/, policySchema({ rules, selectors })],
  [/commands\/config-validator\.ts$/, configSchema],
];

/** Ajv stays out of the program: schemas go into it as code. */
function compiledValidators(): Plugin {
  return {
    name: 'compiled-validators',
    setup({ onLoad }) {
      for (const [file, schema] of schemas)
        onLoad({ filter: file }, () => ({ contents: validator(schema), loader: 'js' }));
    },
  };
}
