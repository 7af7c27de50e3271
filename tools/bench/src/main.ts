import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row, Suite } from './suite.ts';
import { bundle } from './suites/bundle.ts';
import { claims } from './suites/claims.ts';
import { clickToCall } from './suites/click-to-call.ts';
import { engine } from './suites/engine.ts';
import { fuzz } from './suites/fuzz.ts';
import { meetings } from './suites/meetings.ts';
import { start } from './suites/start.ts';
import { wire } from './suites/wire.ts';
import { table } from './table.ts';

const suites: readonly Suite[] = [engine, wire, start, bundle, claims, clickToCall, meetings, fuzz];

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const results: Record<string, Row[]> = {};
for (const suite of suites) {
  if (positionals.length > 0 && !positionals.includes(suite.name)) continue;
  console.log(`\n${suite.name}: ${suite.about}`);
  results[suite.name] = await suite.run();
  console.log(table(results[suite.name] ?? []));
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
const json = JSON.stringify({ machine, results }, null, 2);
if (values.json === undefined) console.log(`\n${json}`);
else writeFileSync(values.json, `${json}\n`);
process.exit(0);
