import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve, sep } from 'node:path';
import type { Storage, StoredObject } from '../engine/ports.ts';
import { promptText } from './prompt-texts.ts';

export interface BucketFolder {
  /** Absolute path. */
  folder: string;
  /** Content type by extension without dot; `*` for all others. */
  contentTypes?: Readonly<Record<string, string>>;
}

const USUAL: Readonly<Record<string, string>> = { wav: 'audio/wav', mp3: 'audio/mpeg', json: 'application/json' };
const UNKNOWN = 'binary/octet-stream';
/** One byte more than the service plays, so that its size rule still sees a file as too large. */
const READ_LIMIT = 50 * 1024 * 1024 + 1;

/**
 * Buckets whose objects are files of folders; what is stored in them is written there. Others are left to `rest`. What
 * a WAV file says is told by a `prompts.json` beside it, and of recordings by what they were stored with.
 */
export function folderStorage(buckets: Readonly<Record<string, BucketFolder>>, rest: Storage): Storage {
  const folders = new Map(Object.entries(buckets));
  /** Files have no metadata; of those stored here it is kept as long as this storage. */
  const stored = new Map<string, StoredObject['metadata']>();
  return {
    async find(bucketName, key) {
      const bucket = folders.get(bucketName);
      if (!bucket) return rest.find(bucketName, key);
      const file = fileOf(bucket, key);
      if (file === undefined) return 'missing';
      const object = await readObject(file, contentTypeOf(bucket, key));
      if (typeof object === 'string') return object;
      const metadata = stored.get(file);
      return { ...object, ...(metadata ? { metadata } : await promptText(file)) };
    },
    async put(bucketName, key, object) {
      const bucket = folders.get(bucketName);
      if (!bucket) return rest.put(bucketName, key, object);
      const file = fileOf(bucket, key);
      if (file === undefined) return 'denied';
      const result = await writeObject(file, object);
      if (result === 'stored') stored.set(file, object.metadata);
      return result;
    },
  };
}

/** Undefined for a key that would lead out of the folder. */
function fileOf({ folder }: BucketFolder, key: string): string | undefined {
  const file = resolve(folder, `.${sep}${key}`);
  return file.startsWith(folder + sep) && !key.includes('\0') ? file : undefined;
}

function contentTypeOf({ contentTypes = {} }: BucketFolder, key: string): string {
  const extension = extname(key).slice(1).toLowerCase();
  return contentTypes[extension] ?? contentTypes['*'] ?? USUAL[extension] ?? UNKNOWN;
}

async function readObject(file: string, contentType: string): Promise<StoredObject | 'missing' | 'denied'> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    const body = new Uint8Array(Math.min(size, READ_LIMIT));
    await handle.read(body, 0, body.length, 0);
    return { body, contentType };
  } catch (error) {
    return codeOf(error) === 'EACCES' ? 'denied' : 'missing';
  }
}

async function writeObject(file: string, { body }: StoredObject): Promise<'stored' | 'denied'> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
    return 'stored';
  } catch {
    return 'denied';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
