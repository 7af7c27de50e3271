import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

const KILOBYTES = 60;

test(`the package runs in a browser and is under ${KILOBYTES} KB there, all of it`, async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(import.meta.dirname, '../src/index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    outdir: 'unused',
  });
  const [bundle] = outputFiles;
  const sources = Object.keys(metafile.inputs);

  expect(bundle?.contents.length).toBeLessThan(KILOBYTES * 1000);
  expect(bundle?.text).not.toMatch(/["'`]node:|\brequire\(/);
  expect(sources.filter((source) => !/libs\/sma\/src\/|node_modules\/zod\//.test(source))).toEqual([]);
});
