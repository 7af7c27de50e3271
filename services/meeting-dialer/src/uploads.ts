import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { BucketClient } from './bucket-client.ts';

/** The bucket that people hand files in to. */
export interface Uploads {
  /** The text of an object; undefined when it has more bytes than that. Rejects with what S3 throws. */
  read(key: string, mostBytes: number): Promise<string | undefined>;
  /** Rejects with what S3 throws. */
  write(key: string, json: string): Promise<void>;
}

export interface UploadsOptions {
  bucket: string;
  client?: S3ClientConfig;
  /** For one request with all its attempts; 5,000 by default. */
  deadlineMs?: number;
}

export function createUploads({ bucket, client = {}, deadlineMs = 5_000 }: UploadsOptions): Uploads {
  let loaded: Promise<BucketClient> | undefined;
  const load = () =>
    (loaded ??= import('./bucket-client.ts').then(({ createBucketClient }) => createBucketClient(bucket, client)));
  const inTime = () => AbortSignal.timeout(deadlineMs);
  return {
    read: async (key, mostBytes) => (await load()).read(key, mostBytes, inTime()),
    write: async (key, json) => (await load()).write(key, json, inTime()),
  };
}
