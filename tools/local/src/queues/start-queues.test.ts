import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startFakeFunctions, type FakeFunctions } from '../../test/support/fake-functions.ts';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { arn } from '../aws/account.ts';
import { startLambda, type LocalLambda } from '../lambda/start-lambda.ts';
import { startEventSource, type EventSourceMapping } from './event-source.ts';
import { startQueues, type LocalQueues } from './start-queues.ts';

/** Room for a busy machine. */
jest.setTimeout(30_000);

const { account, clock, ids } = testStamp();
let queues: LocalQueues;
let client: SQSClient;

beforeEach(async () => {
  queues = await startQueues({ account, clock, ids });
  client = new SQSClient({ endpoint: queues.endpoint, region: account.region, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await queues.stop();
});

async function receive(QueueUrl: string, more: object = {}) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }),
  );
  return Messages;
}

const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

describe('a queue', () => {
  test('has a URL on the endpoint, however it is asked for', async () => {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'work' }));
    expect(QueueUrl).toBe(`${queues.endpoint}/000000000000/work`);
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'work' }))).QueueUrl).toBe(QueueUrl);
    expect(await queues.createQueue({ name: 'work' })).toBe(QueueUrl);
  });

  test('gives messages, singly and in batches, until they are deleted', async () => {
    const url = await queues.createQueue({ name: 'work', attributes: { VisibilityTimeout: '0' } });
    await send(url, 'one', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'a' } } });
    await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: '1', MessageBody: 'two' },
          { Id: '2', MessageBody: 'three' },
        ],
      }),
    );

    const messages = await receive(url, { MessageAttributeNames: ['All'] });

    expect(messages.map(({ Body }) => Body)).toEqual(['one', 'two', 'three']);
    expect(messages[0]!.MessageAttributes).toMatchObject({ kind: { StringValue: 'a' } });
    await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: messages[0]!.ReceiptHandle }));
    const rest = await receive(url);
    expect(rest.map(({ Body }) => Body)).toEqual(['two', 'three']);
    const Entries = rest.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(await receive(url)).toEqual([]);
  });

  test('hides a received message for its visibility timeout', async () => {
    const url = await queues.createQueue({ name: 'work' });
    await send(url, 'one');
    const [message] = await receive(url);
    expect(await receive(url)).toEqual([]);
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: message!.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    expect(await receive(url)).toHaveLength(1);
  });

  test('counts what it holds but for what is delayed, and is purged', async () => {
    const url = await queues.createQueue({ name: 'work' });
    await send(url, 'now');
    await send(url, 'later', { DelaySeconds: 900 });
    const counts = async () => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      return [Attributes!['ApproximateNumberOfMessages'], Attributes!['ApproximateNumberOfMessagesDelayed']];
    };
    expect(await counts()).toEqual(['1', '0']);
    expect(await receive(url)).toHaveLength(1);
    await send(url, 'again');
    await client.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await counts()).toEqual(['0', '0']);
  });

  test('gives what is delayed when its time has come, on the clock', async () => {
    const url = await queues.createQueue({ name: 'slow', attributes: { DelaySeconds: '5' } });
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'a' } };
    await send(url, 'after ten', { DelaySeconds: 10, MessageAttributes });
    await send(url, 'after five');
    const { Successful, Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'a', MessageBody: 'after 900', DelaySeconds: 900 },
          { Id: 'b', MessageBody: 'now', DelaySeconds: 0 },
        ],
      }),
    );
    expect([Successful?.map(({ Id }) => Id).sort(), Failed ?? []]).toEqual([['a', 'b'], []]);

    const bodies = async () => (await receive(url, { MessageAttributeNames: ['All'] })).map(({ Body }) => Body);
    expect(await bodies()).toEqual(['now']);
    await clock.pass(4_999);
    expect(await bodies()).toEqual([]);
    await clock.pass(1);
    expect(await bodies()).toEqual(['after five']);
    await clock.pass(5_000);
    expect(await receive(url, { MessageAttributeNames: ['All'] })).toMatchObject([
      { Body: 'after ten', MessageAttributes: { kind: { StringValue: 'a' } } },
    ]);
    await clock.pass(890_000);
    expect(await bodies()).toEqual(['after 900']);
  });

  test('hands a message that was received too often to its dead-letter queue', async () => {
    const dead = await queues.createQueue({ name: 'dead' });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(account, 'sqs', 'dead'), maxReceiveCount: 1 });
    const url = await queues.createQueue({ name: 'work', attributes: { VisibilityTimeout: '0', RedrivePolicy } });
    await send(url, 'poison');
    expect(await receive(url)).toHaveLength(1);
    expect(await receive(url)).toEqual([]);
    expect((await receive(dead)).map(({ Body }) => Body)).toEqual(['poison']);
  });

  test('keeps order and drops doubles when it is FIFO', async () => {
    const url = await queues.createQueue({ name: 'work.fifo', attributes: { FifoQueue: 'true' } });
    for (const [body, id] of [
      ['one', '1'],
      ['one again', '1'],
      ['two', '2'],
    ] as const) {
      await send(url, body, { MessageGroupId: 'g', MessageDeduplicationId: id });
    }
    const [first] = await receive(url);
    expect(await receive(url)).toEqual([]);
    await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first!.ReceiptHandle }));
    expect([first, ...(await receive(url))].map((message) => message?.Body)).toEqual(['one', 'two']);
  });

  test('that does not exist is told by its name', async () => {
    await expect(send(`${queues.endpoint}/000000000000/none`, 'x')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});

describe('an event source mapping', () => {
  let functions: FakeFunctions;
  let lambda: LocalLambda;
  let stop: () => Promise<void>;
  let answer: (records: { body: string; messageId: string }[]) => unknown;

  beforeEach(async () => {
    functions = await startFakeFunctions({ work: (event) => answer((event as { Records: never[] }).Records) });
    lambda = await startLambda({ clock });
    lambda.register('work', { endpoint: functions.endpoint });
    stop = () => Promise.resolve();
  });

  afterEach(async () => {
    const stopped = stop();
    await queues.stop();
    await stopped;
    await lambda.stop();
    await functions.stop();
  });

  const start = (more: Partial<EventSourceMapping> = {}) => {
    stop = startEventSource({ queueName: 'work', functionName: 'work', ...more }, { account, clock, queues, lambda });
  };
  const left = async (url: string) => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    return (
      Number(Attributes!['ApproximateNumberOfMessages']) + Number(Attributes!['ApproximateNumberOfMessagesNotVisible'])
    );
  };
  const received = (count: number) => until(() => functions.received.length >= count);

  test('gives the function records and deletes what it handled', async () => {
    const url = await queues.createQueue({ name: 'work' });
    answer = () => undefined;
    start();
    await send(url, 'one', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'a' } } });
    await received(1);
    expect(functions.received[0]!.event).toEqual({
      Records: [
        {
          messageId: expect.any(String),
          receiptHandle: expect.any(String),
          body: 'one',
          attributes: expect.objectContaining({ ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) }),
          messageAttributes: {
            kind: { stringValue: 'a', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: expect.any(String),
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
          awsRegion: 'us-east-1',
        },
      ],
    });
    await until(async () => (await left(url)) === 0);
  });

  test('keeps only what the function reports as failed', async () => {
    const url = await queues.createQueue({ name: 'work' });
    await send(url, 'good');
    await send(url, 'bad');
    answer = (records) => ({
      batchItemFailures: records
        .filter(({ body }) => body === 'bad')
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    start({ reportBatchItemFailures: true });
    await received(1);
    await until(async () => (await left(url)) === 1);
  });

  test('gives a message that keeps failing to the dead-letter queue', async () => {
    const dead = await queues.createQueue({ name: 'dead' });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(account, 'sqs', 'dead'), maxReceiveCount: 2 });
    const url = await queues.createQueue({ name: 'work', attributes: { VisibilityTimeout: '0', RedrivePolicy } });
    answer = () => {
      throw new Error('no');
    };
    start();
    await send(url, 'poison');
    await until(async () => (await left(dead)) === 1);
    expect(functions.received).toHaveLength(2);
  });

  test('lets no time pass while the function works', async () => {
    const url = await queues.createQueue({ name: 'work' });
    const handled = Promise.withResolvers<void>();
    answer = () => handled.promise;
    start();
    await send(url, 'one');
    await received(1);
    const before = clock.now();
    let passed = false;
    const passing = clock.pass(1_000).then(() => (passed = true));
    await new Promise(setImmediate);
    expect([clock.now(), passed]).toEqual([before, false]);
    handled.resolve();
    await passing;
    expect(clock.now()).toBe(before + 1_000);
    await until(async () => (await left(url)) === 0);
  });
});

/** Waits for what the server does by itself; jest's own limit ends a wait in vain. */
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise(setImmediate);
}
