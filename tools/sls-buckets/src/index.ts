/**
 * Serverless Framework plugin. After a deployment the files of `custom.buckets.fill` are in their bucket, and before a
 * stack is removed the buckets of `custom.buckets.empty` are emptied, since CloudFormation deletes no bucket with
 * something in it.
 */
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { emptyBucket } from './empty-bucket.ts';
import { fillBucket } from './fill-bucket.ts';

/** What the plugin uses of the Serverless Framework. */
interface Serverless {
  serviceDir: string;
  service: { custom: { buckets?: unknown } };
  getProvider(name: 'aws'): { getAwsSdkV3Config(): Promise<S3ClientConfig> };
}

interface Utils {
  log: { notice(text: string): void };
}

const settings = z.strictObject({
  /** The files of a folder of the service; their keys are their paths in it. */
  fill: z.array(z.strictObject({ bucket: z.string(), folder: z.string() })).default([]),
  /** Buckets of this stack that are removed with all that is in them. */
  empty: z.array(z.string()).default([]),
});

export default class Buckets {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless, _options: object, { log }: Utils) {
    const read = () => settings.parse(serverless.service.custom.buckets ?? {});
    const withClient = async (work: (client: S3Client) => Promise<void>) => {
      const client = new S3Client(await serverless.getProvider('aws').getAwsSdkV3Config());
      try {
        await work(client);
      } finally {
        client.destroy();
      }
    };
    this.hooks = {
      'after:deploy:deploy': () =>
        withClient(async (client) => {
          for (const { bucket, folder } of read().fill) {
            const count = await fillBucket(client, bucket, join(serverless.serviceDir, folder));
            log.notice(`${count} files of ${folder} were uploaded to ${bucket}`);
          }
        }),
      'before:remove:remove': () =>
        withClient(async (client) => {
          for (const bucket of read().empty) await emptyBucket(client, bucket);
        }),
    };
  }
}
