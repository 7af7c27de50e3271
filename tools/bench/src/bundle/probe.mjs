// JavaScript, so that nothing is stripped of types in the process that is measured.
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const files = [];
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files.push(url);
    return next(url, context);
  },
});
const startedAt = performance.now();
await import(pathToFileURL(process.argv[2]).href);
const ms = performance.now() - startedAt;
const bytes = files.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
process.stdout.write(JSON.stringify({ ms, bytes }), () => process.exit(0));
