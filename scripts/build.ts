/** `npm run build [FOLDER]`: writes the program to dist/, or to the folder. */
import { build } from 'esbuild';
import { bundle } from './bundle.ts';

await build({ ...bundle, outdir: process.argv[2] ?? bundle.outdir });
