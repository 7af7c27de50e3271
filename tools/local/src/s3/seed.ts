import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promptText, type Storage } from '@patchbay/emulator';
import { LocalError } from '../errors.ts';

/** Objects that a bucket starts with. */
export interface Seed {
  bucketName: string;
  folder: string;
  /** Put before every file's path; ends with `/` when it is meant as a folder. */
  prefix?: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain',
  '.wav': 'audio/wav',
};

/** Puts every file of the folder and its sub-folders, WAV files with what they say; returns the keys. */
export async function seedBucket(storage: Storage, { bucketName, folder, prefix = '' }: Seed): Promise<string[]> {
  const files = await filesIn(folder);
  return Promise.all(
    files.map(async (path) => {
      const key = prefix + relative(folder, path).split(sep).join('/');
      const contentType = CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
      const object = { body: await readFile(path), contentType, ...(await promptText(path)) };
      const outcome = await storage.put(bucketName, key, object);
      if (outcome !== 'stored')
        throw new LocalError('CONFIGURATION', `There is no bucket ${bucketName} to put ${key} in.`);
      return key;
    }),
  );
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (cause) {
    throw new LocalError('CONFIGURATION', `The folder ${folder} of a bucket's objects cannot be read.`, { cause });
  }
}
