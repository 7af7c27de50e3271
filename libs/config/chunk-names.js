/**
 * esbuild plugin: the chunks of a function bear its name, as in `handler.chunk-7QK4RJYZ.mjs`. All functions of a service
 * are bundled into one folder, and serverless-esbuild takes for another function's what begins with that one's name: so
 * each zip gets its own chunks only.
 */
import { basename, extname } from 'node:path';

export const chunkNames = {
  name: 'chunk-names',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ initialOptions }) {
    const [entry] = /** @type {string[]} */ (initialOptions.entryPoints);
    initialOptions.chunkNames = `${basename(entry, extname(entry))}.[name]-[hash]`;
  },
};

export default [chunkNames];
