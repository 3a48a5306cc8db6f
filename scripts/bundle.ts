import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
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
  plugins: [compiledValidator()],
} satisfies BuildOptions;

/** Ajv stays out of the program: the schema goes into it as code. */
function compiledValidator(): Plugin {
  return {
    name: 'compiled-validator',
    setup({ onLoad }) {
      onLoad({ filter: /registered-validator\.ts$/ }, () => ({
        contents: validator(policySchema({ rules, selectors })),
        loader: 'js',
      }));
    },
  };
}
