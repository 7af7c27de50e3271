/**
 * esbuild plugin: the chunks of a function bear its name, as in `handler.chunk-7QK4RJYZ.mjs`. All functions of a service
 * are bundled into one folder, and serverless-esbuild leaves out of a function's zip what begins with another's name: so
 * each zip gets its own chunks only. What an earlier build left behind is deleted, since it would be deployed too.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const chunkNames = {
  name: 'chunk-names',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ initialOptions, onStart }) {
    const { entryPoints, outdir } = initialOptions;
    const entry = /** @type {string[]} */ (entryPoints)[0] ?? '';
    const name = basename(entry, extname(entry));
    initialOptions.chunkNames = `${name}.[name]-[hash]`;
    onStart(async () => {
      const left = outdir === undefined ? [] : await readdir(outdir).catch(() => []);
      const own = left.filter((file) => file.startsWith(`${name}.`));
      await Promise.all(own.map((file) => rm(join(outdir ?? '', file), { force: true })));
    });
  },
};

export default [chunkNames];
