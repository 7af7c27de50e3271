import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Other files are for whoever makes these. PSTN Audio plays a WAV file only if it is said to be one. */
const TYPES: Readonly<Record<string, string>> = { '.wav': 'audio/wav' };
/** What we know a file by; the ETag of an encrypted object is no hash of it. */
const HASH = 'sha256';

/** Uploads the files of a folder and of those in it that are not there yet, and gives their number. */
export async function fillBucket(client: S3Client, Bucket: string, folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let uploaded = 0;
  for (const entry of entries) {
    const ContentType = TYPES[extname(entry.name)];
    if (!entry.isFile() || ContentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const Body = await readFile(path);
    const hash = createHash(HASH).update(Body).digest('hex');
    const Key = relative(folder, path).split(sep).join('/');
    if ((await hashOf(client, Bucket, Key)) === hash) continue;
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, Metadata: { [HASH]: hash } }));
    uploaded++;
  }
  return uploaded;
}

/** Undefined when there is no such object. */
async function hashOf(client: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    return (await client.send(new HeadObjectCommand({ Bucket, Key }))).Metadata?.[HASH];
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey')) return undefined;
    throw error;
  }
}
