import {
  DeleteTranscriptionJobCommand,
  GetTranscriptionJobCommand,
  ListTranscriptionJobsCommand,
  StartTranscriptionJobCommand,
  TranscribeClient,
  type StartTranscriptionJobCommandInput,
} from '@aws-sdk/client-transcribe';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { silentWav } from '../../test/support/wav.ts';
import type { EventParts } from '../aws/event.ts';
import type { Listening } from '../http/listen.ts';
import { startS3, type LocalS3 } from '../s3/start-s3.ts';
import { mediaAddress, outputAddress } from './job.ts';
import { startTranscribe } from './start-transcribe.ts';
import type { Transcript } from './transcript.ts';

const bucketName = 'media-dev';
const said = 'Grüße, call me at 5.';
let stamp: ReturnType<typeof testStamp>;
let s3: LocalS3;
let transcribe: Listening;
let client: TranscribeClient;
let published: EventParts[];

beforeEach(async () => {
  stamp = testStamp();
  published = [];
  s3 = await startS3(stamp);
  await s3.createBucket(bucketName);
  const metadata = { 'patchbay-transcript': encodeURIComponent(said) };
  await s3.storage.put(bucketName, 'rec.wav', { body: silentWav(2), contentType: 'audio/wav', metadata });
  await s3.storage.put(bucketName, 'unknown.wav', { body: silentWav(2), contentType: 'audio/wav' });
  transcribe = await startTranscribe({
    ...stamp,
    storage: s3.storage,
    publish: (event) => published.push(event),
    jobMs: 4_000,
    defaultText: 'Something.',
  });
  client = new TranscribeClient({ endpoint: transcribe.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await transcribe.stop();
  await s3.stop();
});

function start(more: Partial<StartTranscriptionJobCommandInput> = {}) {
  return client.send(
    new StartTranscriptionJobCommand({
      TranscriptionJobName: 'job-1',
      LanguageCode: 'en-US',
      Media: { MediaFileUri: `s3://${bucketName}/rec.wav` },
      OutputBucketName: bucketName,
      OutputKey: 'transcripts/',
      ...more,
    }),
  );
}

async function get(TranscriptionJobName = 'job-1') {
  return (await client.send(new GetTranscriptionJobCommand({ TranscriptionJobName }))).TranscriptionJob!;
}

async function transcriptAt(key: string): Promise<Transcript> {
  const found = await s3.storage.find(bucketName, key);
  if (typeof found !== 'object') throw new Error(`${key}: ${found}`);
  return JSON.parse(Buffer.from(found.body).toString()) as Transcript;
}

describe('a job', () => {
  test('is in progress for its time, then complete, with an event', async () => {
    expect((await start()).TranscriptionJob).toMatchObject({
      TranscriptionJobStatus: 'IN_PROGRESS',
      LanguageCode: 'en-US',
    });
    await stamp.clock.pass(3_999);
    expect((await get()).TranscriptionJobStatus).toBe('IN_PROGRESS');
    expect(published).toEqual([]);

    await stamp.clock.pass(2);

    expect(await get()).toMatchObject({
      TranscriptionJobStatus: 'COMPLETED',
      Transcript: { TranscriptFileUri: `https://s3.us-east-1.amazonaws.com/${bucketName}/transcripts/job-1.json` },
      CompletionTime: new Date('2026-01-05T09:00:04Z'),
    });
    expect(published).toEqual([
      {
        source: 'aws.transcribe',
        'detail-type': 'Transcribe Job State Change',
        detail: { TranscriptionJobName: 'job-1', TranscriptionJobStatus: 'COMPLETED' },
      },
    ]);
  });

  test('writes what was said, word by word', async () => {
    await start();
    await stamp.clock.pass(4_001);
    const { results, ...head } = await transcriptAt('transcripts/job-1.json');
    expect(head).toEqual({ jobName: 'job-1', accountId: '000000000000', status: 'COMPLETED' });
    expect(results.transcripts).toEqual([{ transcript: said }]);
    expect(results.items.map(({ alternatives, start_time }) => [alternatives[0]!.content, start_time])).toEqual([
      ['Grüße', '0.00'],
      [',', undefined],
      ['call', '0.40'],
      ['me', '0.80'],
      ['at', '1.20'],
      ['5', '1.60'],
      ['.', undefined],
    ]);
  });

  test('hears the configured text in a recording that does not say', async () => {
    await start({ Media: { MediaFileUri: `s3://${bucketName}/unknown.wav` }, OutputKey: 'out.json' });
    await stamp.clock.pass(4_001);
    expect((await transcriptAt('out.json')).results.transcripts).toEqual([{ transcript: 'Something.' }]);
  });

  test('fails when it cannot write', async () => {
    await start({ OutputBucketName: 'nowhere' });
    await stamp.clock.pass(4_001);
    expect(await get()).toMatchObject({
      TranscriptionJobStatus: 'FAILED',
      FailureReason: expect.stringContaining('nowhere'),
    });
    expect(published[0]?.detail).toMatchObject({ TranscriptionJobStatus: 'FAILED' });
  });

  test('is gone when deleted', async () => {
    await start();
    await client.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: 'job-1' }));
    await stamp.clock.pass(4_001);
    await expect(get()).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(published).toEqual([]);
    await start();
  });
});

test.each<[string, Partial<StartTranscriptionJobCommandInput>, string]>([
  ['no recording', { Media: { MediaFileUri: `s3://${bucketName}/none.wav` } }, 'BadRequestException'],
  ['no address', { Media: { MediaFileUri: 'rec.wav' } }, 'BadRequestException'],
  ['no language', { LanguageCode: undefined }, 'BadRequestException'],
  ['a bad name', { TranscriptionJobName: 'a job' }, 'BadRequestException'],
  ['what is not served', { JobExecutionSettings: { AllowDeferredExecution: true } }, 'BadRequestException'],
])('a job is refused: %s', async (_name, more, name) => {
  await expect(start(more)).rejects.toMatchObject({ name });
});

test('a name is taken once', async () => {
  await start();
  await expect(start()).rejects.toMatchObject({ name: 'ConflictException' });
});

test('an operation that is not served says so', async () => {
  await expect(client.send(new ListTranscriptionJobsCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test.each([
  's3://media-dev/a b.wav',
  'https://s3.us-east-1.amazonaws.com/media-dev/a%20b.wav',
  'https://media-dev.s3.us-east-1.amazonaws.com/a%20b.wav',
])('%s is an address', (uri) => {
  expect(mediaAddress(uri)).toEqual({ bucketName: 'media-dev', key: 'a b.wav' });
});

test.each([
  [undefined, 'job.json'],
  ['folder/', 'folder/job.json'],
  ['folder/x.txt', 'folder/x.txt'],
])('OutputKey %s writes %s', (OutputKey, key) => {
  const request = { TranscriptionJobName: 'job', Media: { MediaFileUri: '' }, OutputBucketName: 'b', OutputKey };
  expect(outputAddress(request)).toEqual({ bucketName: 'b', key });
});
