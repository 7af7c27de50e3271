import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { textMetadata } from '../engine/audio-metadata.ts';
import type { StoredObject } from '../engine/ports.ts';

/** Beside WAV files: what they say, by their names without `.wav`. */
const TEXTS = 'prompts.json';

/** Metadata with the words of a WAV file, when a `prompts.json` in its folder has them. */
export async function promptText(file: string): Promise<Pick<StoredObject, 'metadata'>> {
  if (extname(file).toLowerCase() !== '.wav') return {};
  const texts = await readTexts(join(dirname(file), TEXTS));
  const name = basename(file, extname(file));
  const text: unknown = Object.hasOwn(texts, name) ? Reflect.get(texts, name) : undefined;
  return typeof text === 'string' && text !== '' ? { metadata: textMetadata(text) } : {};
}

/** The words are a help to whoever listens: without a file, or with another kind of file, there are none. */
async function readTexts(file: string): Promise<object> {
  try {
    const texts: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof texts === 'object' && texts !== null ? texts : {};
  } catch {
    return {};
  }
}
