/** The only file that loads the SDK of S3. */
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** The text of an object. Throws what S3 throws. */
export async function readText(bucketName: string, key: string): Promise<string> {
  const client = new S3Client({ maxAttempts: 3 });
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
    return (await Body?.transformToString()) ?? '';
  } finally {
    client.destroy();
  }
}
