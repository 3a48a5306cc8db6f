/** `npm run build`: writes the program to dist/. */
import { build } from 'esbuild';
import { bundle } from './bundle.ts';

await build(bundle);
