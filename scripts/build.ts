/** `npm run build [FOLDER]`: writes the program to dist/, or to the folder, and to NOTICE what is in it of others. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from './bundle.ts';
import { noticeOf, shippedWith, unbearable } from './notice.ts';

const outdir = process.argv[2] ?? bundle.outdir;
const { metafile } = await build({ ...bundle, outdir, metafile: true });
const shipped = shippedWith(metafile);
const refused = unbearable(shipped);
if (refused.length > 0)
  throw new Error(
    `the program would hold what its licence does not bear: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}`,
  );
writeFileSync('NOTICE', noticeOf(shipped));

// What an earlier build left would be packed and shipped with this one.
const built = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const file of readdirSync(outdir))
  if (/-[A-Z0-9]{8}\.js$/.test(file) && !built.has(file)) rmSync(join(outdir, file));
