import { DeleteObjectsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** Of 1,000 objects each. */
const MAX_PAGES = 10_000;

/** Deletes everything in a bucket; one that is not there is empty. @throws an object can't be deleted */
export async function emptyBucket(client: S3Client, Bucket: string): Promise<void> {
  for (let page = 0; page < MAX_PAGES; page++) {
    const objects = await firstObjects(client, Bucket);
    if (objects.length === 0) return;
    const Delete = { Objects: objects.map((Key) => ({ Key })), Quiet: true };
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    const [refused] = Errors;
    if (refused) throw new Error(`${refused.Key} in ${Bucket} can not be deleted: ${refused.Message}`);
  }
  throw new Error(`${Bucket} can not be emptied: somebody is filling it.`);
}

async function firstObjects(client: S3Client, Bucket: string): Promise<string[]> {
  try {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return [];
    throw error;
  }
}
