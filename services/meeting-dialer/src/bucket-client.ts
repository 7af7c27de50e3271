/** The only file that loads the SDK of S3; it is imported with the first file, not at cold start. */
import { GetObjectCommand, PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

export interface BucketClient {
  read(key: string, mostBytes: number, abortSignal: AbortSignal): Promise<string | undefined>;
  write(key: string, json: string, abortSignal: AbortSignal): Promise<void>;
}

export function createBucketClient(Bucket: string, config: S3ClientConfig): BucketClient {
  const client = new S3Client({ maxAttempts: 3, ...config });
  return {
    async read(Key, mostBytes, abortSignal) {
      const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
      if (ContentLength <= mostBytes) return (await Body?.transformToString()) ?? '';
      // What is not read keeps its connection.
      if (Body && 'destroy' in Body) Body.destroy();
      return undefined;
    },
    async write(Key, Body, abortSignal) {
      const input = { Bucket, Key, Body, ContentType: 'application/json' };
      await client.send(new PutObjectCommand(input), { abortSignal });
    },
  };
}
