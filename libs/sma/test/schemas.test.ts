import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jsonSchemas } from '../scripts/json-schemas.ts';
import { withTables } from '../scripts/tables.ts';
import { fixtures } from './fixtures.ts';

const folder = join(import.meta.dirname, '../schemas');
const files = readdirSync(folder);
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

const ajv = new Ajv2020({ allowUnionTypes: true });
for (const file of files) ajv.addSchema(JSON.parse(read(file)) as object, file);

test('the files are what the code makes: `npm run schemas -w libs/sma` writes them', async () => {
  const made = await jsonSchemas();

  expect(files).toEqual([...made.keys()].toSorted());
  for (const [file, text] of made) expect({ file, text: read(file) }).toEqual({ file, text });
});

test('so are the tables of the README', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

  expect(await withTables(readme)).toBe(readme);
});

/** What a JSON Schema can't say, as these are written: rules between fields, names of headers, well-formed text. */
const BEYOND = [
  'call-and-bridge.header-name',
  'call-and-bridge.long-header',
  'call-and-bridge.reserved-header',
  'play-audio-and-get-digits.min-above-max',
  'play-audio-and-get-digits.regex',
  'receive-digits.flush',
  'speak-and-get-digits.ssml',
  'speak.bare-ampersand',
  'speak.open-ssml',
  'start-bot-conversation.large',
  'start-bot-conversation.welcome',
  'attributes-20-kb',
].map((name) => `${name}.json`);

describe.each([
  ['actions', 'action.json'],
  ['events', 'event.json'],
  ['responses', 'response.json'],
])('%s by %s', (kind, schema) => {
  test.each(fixtures(`${kind}/good`))('takes $file', ({ input }) => {
    expect({ valid: ajv.validate(schema, input), errors: ajv.errors }).toEqual({ valid: true, errors: null });
  });

  test.each(fixtures(`${kind}/bad`))('$file', ({ file, input, problems = [] }) => {
    const refused = problems.some(({ level }) => level === 'error') && !BEYOND.includes(file);

    expect(ajv.validate(schema, input)).toBe(!refused);
  });
});
