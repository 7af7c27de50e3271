#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { mayColour } from './io.ts';

// Without it, Node strips the types of every file at every start.
enableCompileCache();
const { patchbay } = await import('./patchbay.ts');

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
// Whoever reads the output may have seen enough: `patchbay call … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const code = await patchbay(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  colours: mayColour(process.stdout, process.env),
  ...(process.stdin.isTTY && process.stdout.isTTY && { terminal: { input: process.stdin, output: process.stdout } }),
  stop: stop.signal,
});
// A handler in this process, or a call on real time, may have left timers behind.
process.stdout.write('', () => process.exit(code));
