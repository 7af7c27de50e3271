import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { LOCAL_ACCOUNT_ID, startS3, type LocalS3 } from '@patchbay/local';
import { emptyBucket } from './empty-bucket.ts';
import { fillBucket } from './fill-bucket.ts';

const Bucket = 'prompts';
let s3: LocalS3;
let client: S3Client;
let folder: string;

beforeAll(async () => {
  s3 = await startS3({
    account: { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' },
    onObjectCreated: () => undefined,
  });
  await s3.createBucket(Bucket);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new S3Client({ endpoint: s3.endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  folder = await mkdtemp(join(tmpdir(), 'sls-buckets-'));
  await mkdir(join(folder, 'conference'));
  await writeFile(join(folder, 'beep.wav'), 'beep');
  await writeFile(join(folder, 'conference/welcome.wav'), 'welcome');
  await writeFile(join(folder, 'conference/prompts.json'), '{}');
});

afterAll(async () => {
  client.destroy();
  await s3.stop();
  await rm(folder, { recursive: true });
});

const keys = async () =>
  ((await client.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);

test('audio files are uploaded with their type, and nothing else', async () => {
  expect(await fillBucket(client, Bucket, folder)).toBe(2);

  expect(await keys()).toEqual(['beep.wav', 'conference/welcome.wav']);
  const welcome = await client.send(new GetObjectCommand({ Bucket, Key: 'conference/welcome.wav' }));
  expect(welcome.ContentType).toBe('audio/wav');
  expect(await welcome.Body?.transformToString()).toBe('welcome');
});

test('the second time only what has changed', async () => {
  await fillBucket(client, Bucket, folder);
  expect(await fillBucket(client, Bucket, folder)).toBe(0);

  await writeFile(join(folder, 'beep.wav'), 'another beep');

  expect(await fillBucket(client, Bucket, folder)).toBe(1);
});

test('an emptied bucket is empty, also when it is emptied again, or is not there', async () => {
  await fillBucket(client, Bucket, folder);

  await emptyBucket(client, Bucket);
  expect(await keys()).toEqual([]);

  await emptyBucket(client, Bucket);
  await emptyBucket(client, 'nowhere');
});
