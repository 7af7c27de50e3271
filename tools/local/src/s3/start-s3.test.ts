import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import type { EventParts } from '../aws/event.ts';
import { startS3, type LocalS3 } from './start-s3.ts';

/** Room for a busy machine. */
jest.setTimeout(30_000);

const { account } = testStamp();
const Bucket = 'prompts-dev';
const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256));
let created: EventParts[];
let s3: LocalS3;
let clients: S3Client[];

beforeEach(async () => {
  created = [];
  clients = [];
  s3 = await startS3({ account, onObjectCreated: (event) => created.push(event) });
  await s3.createBucket(Bucket);
});

afterEach(async () => {
  for (const client of clients) client.destroy();
  await s3.stop();
});

function connect(checksums: 'WHEN_SUPPORTED' | 'WHEN_REQUIRED' = 'WHEN_SUPPORTED'): S3Client {
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: account.region,
    credentials,
    maxAttempts: 1,
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
  });
  clients.push(client);
  return client;
}

async function read(client: S3Client, Key: string, more: object = {}) {
  const { Body, ...rest } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...rest, body: Buffer.from(await Body!.transformToByteArray()) };
}

describe.each(['WHEN_SUPPORTED', 'WHEN_REQUIRED'] as const)('with checksums %s', (checksums) => {
  test.each<[string, () => Partial<PutObjectCommandInput>]>([
    ['buffer', () => ({ Body: bytes })],
    [
      'stream',
      () => ({ Body: Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]), ContentLength: bytes.length }),
    ],
  ])('a %s comes back as it was put', async (_name, body) => {
    const client = connect(checksums);
    const Metadata = { 'patchbay-transcript': encodeURIComponent('Grüße, two') };
    const put = await client.send(
      new PutObjectCommand({ Bucket, Key: 'a b/ü+%.wav', ContentType: 'audio/wav', Metadata, ...body() }),
    );

    const object = await read(client, 'a b/ü+%.wav');

    expect(object.body.equals(bytes)).toBe(true);
    expect(object).toMatchObject({ ContentType: 'audio/wav', Metadata, ContentLength: bytes.length, ETag: put.ETag });
  });

  test('text, an empty body and JSON come back as they were put', async () => {
    const client = connect(checksums);
    for (const [Key, Body] of [
      ['text', 'häh'],
      ['empty', Buffer.alloc(0)],
      ['json', '{ "a": 1 }'],
    ] as const) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
      expect((await read(client, Key)).body.toString()).toBe(String(Body));
    }
  });

  test('an upload in parts comes back whole', async () => {
    const client = connect(checksums);
    const body = Buffer.alloc(6 * 1024 * 1024, 'patchbay');
    await new Upload({ client, params: { Bucket, Key: 'parts', Body: Readable.from([body]) } }).done();
    expect((await read(client, 'parts')).body.equals(body)).toBe(true);
  });
});

test('objects are found, copied, listed in pages and deleted', async () => {
  const client = connect();
  await client.send(new PutObjectCommand({ Bucket, Key: 'a/1', Body: 'one', ContentType: 'text/plain' }));
  await client.send(new CopyObjectCommand({ Bucket, Key: 'a/2', CopySource: `${Bucket}/a/1` }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'other' }));

  expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'a/2' }))).toMatchObject({
    ContentLength: 3,
    ContentType: 'text/plain',
  });
  const first = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
  const second = await client.send(
    new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken }),
  );
  expect([first, second].map((page) => page.Contents?.map(({ Key }) => Key))).toEqual([['a/1', 'a/2'], ['b']]);

  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a/1' }));
  const left = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));
  expect(left.Contents?.map(({ Key }) => Key)).toEqual(['a/2']);
});

test('a range gives its bytes', async () => {
  const client = connect();
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
  const object = await read(client, 'k', { Range: 'bytes=2-4' });
  expect(object.body.toString()).toBe('234');
  expect(object.ContentRange).toBe('bytes 2-4/10');
});

test('presigned URLs put and get', async () => {
  const client = connect();
  const put = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'roster.csv', ContentType: 'text/csv' }));
  const stored = await fetch(put, { method: 'PUT', body: 'name,phone', headers: { 'content-type': 'text/csv' } });
  expect(stored.status).toBe(200);
  const got = await fetch(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'roster.csv' })));
  expect([await got.text(), got.headers.get('content-type')]).toEqual(['name,phone', 'text/csv']);
});

test('a conditional put does not overwrite', async () => {
  const client = connect();
  const put = (more: object) => client.send(new PutObjectCommand({ Bucket, Key: 'claim', Body: 'x', ...more }));
  const { ETag } = await put({ IfNoneMatch: '*' });
  await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(put({ IfMatch: '"0"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await put({ IfMatch: ETag });
});

test.each<[string, (client: S3Client) => Promise<unknown>, string]>([
  ['no such key', (client) => client.send(new GetObjectCommand({ Bucket, Key: 'none' })), 'NoSuchKey'],
  ['no such key, HEAD', (client) => client.send(new HeadObjectCommand({ Bucket, Key: 'none' })), 'NotFound'],
  ['no such bucket', (client) => client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'none' })), 'NoSuchBucket'],
  [
    'put to no bucket',
    (client) => client.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'k', Body: 'x' })),
    'NoSuchBucket',
  ],
  ['a bad bucket name', (client) => client.send(new CreateBucketCommand({ Bucket: 'No_Good' })), 'InvalidBucketName'],
  ['a bad range', (client) => read(client, 'k', { Range: 'bytes=99-' }), 'InvalidRange'],
  ['tags', (client) => client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' })), 'NotImplemented'],
])('an error is told by its name: %s', async (_name, act, name) => {
  const client = connect();
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123' }));
  await expect(act(client)).rejects.toMatchObject({ name });
});

test('a sub-resource that is not served does not overwrite the object', async () => {
  const client = connect();
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123' }));
  await expect(
    client.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: [] } })),
  ).rejects.toThrow();
  expect((await read(client, 'k')).body.toString()).toBe('0123');
});

describe('Object Created', () => {
  test('tells of every way to create an object, and only of those', async () => {
    const client = connect();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a b', Body: 'one' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/${encodeURIComponent('a b')}` }),
    );
    await new Upload({
      client,
      params: { Bucket, Key: 'm', Body: Readable.from([Buffer.alloc(6 * 1024 * 1024)]) },
    }).done();
    await client.send(new GetObjectCommand({ Bucket, Key: 'c' })).then(({ Body }) => Body!.transformToString());
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'c' }));
    await expect(client.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'k', Body: 'x' }))).rejects.toThrow();
    await s3.storage.put(Bucket, 'recording.wav', { body: bytes });

    await expect(until(() => created.length >= 4)).resolves.toBe(true);
    const details = created.map(({ detail }) => detail as { reason: string; object: { key: string; size: number } });
    expect(details.map(({ reason, object }) => [reason, object.key, object.size])).toEqual([
      ['PutObject', 'a b', 3],
      ['CopyObject', 'c', 3],
      ['CompleteMultipartUpload', 'm', 6 * 1024 * 1024],
      ['PutObject', 'recording.wav', bytes.length],
    ]);
  });

  test('has the shape that EventBridge delivers', async () => {
    const client = connect();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
    await until(() => created.length > 0);
    expect(created).toEqual([
      {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        resources: [`arn:aws:s3:::${Bucket}`],
        detail: {
          version: '0',
          bucket: { name: Bucket },
          object: { key: 'k', size: 3, etag: ETag!.replaceAll('"', ''), sequencer: '0000000000000001' },
          'request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
          requester: account.accountId,
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });
});

describe('the storage of calls', () => {
  test('reads what functions wrote, and the other way round', async () => {
    const client = connect();
    await client.send(new PutObjectCommand({ Bucket, Key: 'welcome.wav', Body: bytes, ContentType: 'audio/wav' }));
    expect(await s3.storage.find(Bucket, 'welcome.wav')).toEqual({
      body: bytes,
      contentType: 'audio/wav',
      metadata: {},
    });

    const metadata = { 'patchbay-transcript': 'call%20me' };
    expect(await s3.storage.put(Bucket, 'rec/ü 1.wav', { body: bytes, contentType: 'audio/wav', metadata })).toBe(
      'stored',
    );
    expect(await read(client, 'rec/ü 1.wav')).toMatchObject({
      ContentType: 'audio/wav',
      Metadata: metadata,
      body: bytes,
    });
  });

  test('tells a missing object from a bucket that nobody configured', async () => {
    expect(await s3.storage.find(Bucket, 'none')).toBe('missing');
    expect(await s3.storage.find('nowhere', 'none')).toBeUndefined();
    expect(await s3.storage.put('nowhere', 'k', { body: bytes })).toBe('denied');
  });
});

describe('seeding', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seed-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('puts every file under its path, without events', async () => {
    await mkdir(join(folder, 'en'));
    await writeFile(join(folder, 'en', 'hello.wav'), bytes);
    await writeFile(join(folder, 'notes'), 'x');
    expect(await s3.seed({ bucketName: 'media-dev', folder, prefix: 'prompts/' })).toEqual([
      'prompts/en/hello.wav',
      'prompts/notes',
    ]);
    expect(await s3.storage.find('media-dev', 'prompts/en/hello.wav')).toMatchObject({
      contentType: 'audio/wav',
      body: bytes,
    });
    await s3.storage.put('media-dev', 'after', { body: bytes });
    await until(() => created.length > 0);
    expect(created.map(({ detail }) => (detail as { object: { key: string } }).object.key)).toEqual(['after']);
  });

  test('WAV files say what the prompts.json beside them has', async () => {
    await writeFile(join(folder, 'hello.wav'), bytes);
    await writeFile(join(folder, 'prompts.json'), '{ "hello": "Grüß Gott" }');
    await s3.seed({ bucketName: 'media-dev', folder });
    expect(await s3.storage.find('media-dev', 'hello.wav')).toMatchObject({
      metadata: { 'patchbay-text': 'Gr%C3%BC%C3%9F%20Gott' },
    });
  });

  test('names a folder that is not there', async () => {
    const missing = join(folder, 'missing');
    await expect(s3.seed({ bucketName: 'media-dev', folder: missing })).rejects.toThrow(`The folder ${missing}`);
  });
});

/** Lets the server finish what it does after its answer. */
async function until(done: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 1_000 && !done(); turn++) await new Promise(setImmediate);
  return done();
}
