/** Writes what is made from the code: the folder `schemas`, and the tables of the README. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schemas.ts';
import { withTables } from './tables.ts';

const folder = join(import.meta.dirname, '../schemas');
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) rmSync(join(folder, file));
for (const [file, text] of await jsonSchemas()) writeFileSync(join(folder, file), text);

const readme = join(import.meta.dirname, '../README.md');
writeFileSync(readme, await withTables(readFileSync(readme, 'utf8')));
