import { join } from 'node:path';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { StartTranscriptionJobCommand, TranscribeClient } from '@aws-sdk/client-transcribe';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { VirtualClock } from '@patchbay/emulator';
import { credentials } from '../../test/support/stamp.ts';
import { silentWav } from '../../test/support/wav.ts';
import { startLocal, type Local, type RunningService } from './start-local.ts';

jest.setTimeout(60_000);

const fixture = join(import.meta.dirname, '../../test/fixture-service');
const bucket = 'fixture-test-media';
const clock = new VirtualClock();
const lines: string[] = [];
const clients: { destroy(): void }[] = [];
let local: Local;

function connect<C extends { destroy(): void }>(Client: new (config: object) => C): C {
  const service = Client.name.replace('Client', '').toUpperCase() as keyof Local['aws']['endpoints'];
  const client = new Client({
    endpoint: local.aws.endpoints[service],
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  local = await startLocal({
    clock,
    services: [fixture, join(import.meta.dirname, '../../test/fixture-resources')],
    stage: 'test',
    seeds: [{ bucketName: bucket, folder: join(fixture, 'src'), prefix: 'seed/' }],
    companions: async () => ({ AWS_ENDPOINT_URL_CHIME_SDK_VOICE: 'http://127.0.0.1:9' }),
    documents: { '/about.json': () => ({ about: 'this' }) },
    onLine: (service, line) => lines.push(`${service} ${line}`),
  });
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await local.stop();
});

/** What a function of the fixture noted, once it has. */
async function noted(functionName: string): Promise<Record<string, unknown>> {
  const documents = DynamoDBDocumentClient.from(connect(DynamoDBClient));
  for (;;) {
    await clock.pass(0);
    const get = new GetCommand({ TableName: 'fixture-test-notes', Key: { id: `fixture-test-${functionName}` } });
    const { Item } = await documents.send(get);
    if (Item) return Item;
  }
}

describe('a service', () => {
  test('is described, with its endpoints', () => {
    const [{ description, lambdaEndpoint }] = local.services as [RunningService];
    expect(description).toMatchObject({ service: 'fixture', stage: 'test', region: 'us-east-1' });
    expect(lambdaEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('has functions that are invoked at one endpoint and reach the local AWS only', async () => {
    const invoke = new InvokeCommand({ FunctionName: 'fixture-test-note', Payload: '{"hello":1}' });
    const { Payload } = await connect(LambdaClient).send(invoke);
    expect(JSON.parse(Payload!.transformToString())).toEqual({ noted: 'fixture-test-note' });
    const { event, environment } = await noted('note');
    expect(event).toEqual({ hello: 1 });
    expect(environment).toEqual({
      AWS_ACCESS_KEY_ID: 'local',
      AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: local.aws.endpoints.APIGATEWAYMANAGEMENTAPI,
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: local.aws.endpoints.COGNITO_IDENTITY_PROVIDER,
      AWS_ENDPOINT_URL_DYNAMODB: local.aws.endpoints.DYNAMODB,
      AWS_ENDPOINT_URL_EVENTBRIDGE: local.aws.endpoints.EVENTBRIDGE,
      AWS_ENDPOINT_URL_LAMBDA: local.aws.endpoints.LAMBDA,
      AWS_ENDPOINT_URL_S3: local.aws.endpoints.S3,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: local.aws.endpoints.SECRETS_MANAGER,
      AWS_ENDPOINT_URL_SESV2: local.aws.endpoints.SESV2,
      AWS_ENDPOINT_URL_SQS: local.aws.endpoints.SQS,
      AWS_ENDPOINT_URL_TRANSCRIBE: local.aws.endpoints.TRANSCRIBE,
    });
    expect(lines).toContain('fixture-service noting for fixture-test-note');
  });

  test('gives the end of the log to whom asks for it', async () => {
    const invoke = new InvokeCommand({ FunctionName: 'fixture-test-note', Payload: '{}', LogType: 'Tail' });
    const { LogResult } = await connect(LambdaClient).send(invoke);
    expect(Buffer.from(LogResult!, 'base64').toString()).toBe('noting for fixture-test-note\n');
  });

  test('serves its HTTP API', async () => {
    const { endpoint } = local.httpApi;
    const missing = await fetch(`${endpoint}/notes/nobody`);
    expect([missing.status, await missing.text()]).toEqual([404, 'null']);
    expect(await (await fetch(`${endpoint}/other`)).json()).toEqual({ message: 'Not Found' });
    expect(await (await fetch(`${endpoint}/about.json`)).json()).toEqual({ about: 'this' });
  });

  test('may consist of resources only', async () => {
    expect(local.services[1]?.description).toMatchObject({ service: 'resources', functions: [] });
    const { TableNames } = await connect(DynamoDBClient).send(new ListTablesCommand());
    expect(TableNames).toContain('resources-test-settings');
  });

  test('finds its bucket seeded', async () => {
    expect(await local.aws.s3.storage.find(bucket, 'seed/note.ts')).toMatchObject({ body: expect.any(Buffer) });
  });

  test('has function errors', async () => {
    const { FunctionError } = await connect(LambdaClient).send(
      new InvokeCommand({ FunctionName: 'fixture-test-failing' }),
    );
    expect(FunctionError).toBe('Unhandled');
    local.aws.lambda.invokeAsync('fixture-test-failing', '{}');
    await clock.pass(0);
    expect(local.aws.lambda.deadLetters()).toMatchObject([{ functionName: 'fixture-test-failing', attempts: 1 }]);
  });
});

describe('an event starts its function', () => {
  test('an object that was uploaded', async () => {
    const s3 = connect(S3Client);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'other.csv', Body: 'x' }));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'incoming/roster.csv', Body: 'a,b' }));
    expect((await noted('uploaded'))['event']).toMatchObject({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: bucket }, object: { key: 'incoming/roster.csv', size: 3 } },
    });
  });

  test('a recording that was transcribed', async () => {
    await local.aws.s3.storage.put(bucket, 'rec.wav', {
      body: silentWav(1),
      metadata: { 'patchbay-transcript': 'hello' },
    });
    await connect(TranscribeClient).send(
      new StartTranscriptionJobCommand({
        TranscriptionJobName: 'job',
        LanguageCode: 'en-US',
        Media: { MediaFileUri: `s3://${bucket}/rec.wav` },
        OutputBucketName: bucket,
      }),
    );
    await clock.pass(6_000);
    expect((await noted('transcribed'))['event']).toMatchObject({
      detail: { TranscriptionJobName: 'job', TranscriptionJobStatus: 'COMPLETED' },
    });
    expect(await local.aws.s3.storage.find(bucket, 'job.json')).toMatchObject({ contentType: 'application/json' });
  });

  test('a message in a queue', async () => {
    const QueueUrl = `${local.aws.endpoints.SQS}/000000000000/fixture-test-jobs`;
    await connect(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
    expect((await noted('worker'))['event']).toMatchObject({ Records: [{ body: 'work', eventSource: 'aws:sqs' }] });
  });

  test('the clock', async () => {
    await clock.pass(3_600_000);
    expect((await noted('tick'))['event']).toEqual({ note: 'tick' });
  });
});

describe('a start that fails', () => {
  test('says what the service printed', async () => {
    const starting = startLocal({ clock, services: [join(import.meta.dirname, '../../test/support')] });
    await expect(starting).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('support did not start:'),
    });
  });

  test('stops what had started', async () => {
    let endpoint = '';
    const starting = startLocal({
      clock,
      services: [],
      companions: async (aws) => {
        endpoint = aws.endpoints.S3;
        throw new Error('no emulator');
      },
    });
    await expect(starting).rejects.toThrow('no emulator');
    const fetched = fetch(endpoint).catch((error: Error) => error.cause);
    expect(await fetched).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
