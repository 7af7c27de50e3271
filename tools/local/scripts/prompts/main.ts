/**
 * Makes `<name>.wav` for every `"name": "text"` of `prompts.json` in a folder:
 * `npm run prompts -w tools/local -- [--polly] [FOLDER]`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { speakWithEspeak } from './espeak.ts';
import { speakWithPolly } from './polly.ts';
import { makePrompt } from './prompt.ts';

const DEFAULT_FOLDER = join(import.meta.dirname, '../../../../services/sma-handler/assets/prompts');

const { values, positionals } = parseArgs({
  options: { polly: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? DEFAULT_FOLDER);
const texts = z
  .record(z.string().regex(/^[a-z0-9-]+$/), z.string().min(1))
  .parse(JSON.parse(await readFile(join(folder, 'prompts.json'), 'utf8')));

for (const [name, text] of Object.entries(texts)) {
  const file = await makePrompt(text, values.polly ? speakWithPolly : speakWithEspeak);
  await writeFile(join(folder, `${name}.wav`), file);
  console.log(`${name}.wav  ${((file.length - 44) / 16_000).toFixed(1)} s  ${text}`);
}
