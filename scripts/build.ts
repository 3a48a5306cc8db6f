/** `npm run build [FOLDER]`: writes the program to dist/, or to the folder, and to NOTICE what is in it of others. */
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundle } from './bundle.ts';
import { noticeOf, shippedWith, unbearable } from './notice.ts';

const { metafile } = await build({ ...bundle, outdir: process.argv[2] ?? bundle.outdir, metafile: true });
const shipped = shippedWith(metafile);
const refused = unbearable(shipped);
if (refused.length > 0)
  throw new Error(
    `the program would hold what its licence does not bear: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}`,
  );
writeFileSync('NOTICE', noticeOf(shipped));
