import { EventBridgeClient, PutEventsCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { startEvents, type LocalEvents } from './start-events.ts';

let events: LocalEvents;
let client: EventBridgeClient;
let sent: { functionName: string; event: unknown }[];

beforeEach(async () => {
  sent = [];
  events = await startEvents({
    ...testStamp(),
    invokeAsync: (functionName, payload) => sent.push({ functionName, event: JSON.parse(payload) }),
  });
  client = new EventBridgeClient({ endpoint: events.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await events.stop();
});

const order = { Source: 'shop', DetailType: 'Order', Detail: '{"total":3}' };
const put = (...Entries: object[]) => client.send(new PutEventsCommand({ Entries }));

describe('PutEvents', () => {
  test('delivers to the rules that match', async () => {
    events.bus.addRule({ name: 'orders', pattern: { source: ['shop'] }, target: 'svc-dev-orders' });
    events.bus.addRule({ name: 'others', pattern: { source: ['bank'] }, target: 'svc-dev-others' });

    const { FailedEntryCount, Entries } = await put({
      ...order,
      Time: new Date('2026-02-03T04:05:06Z'),
      Resources: ['arn:x'],
    });

    expect(FailedEntryCount).toBe(0);
    expect(sent).toEqual([
      {
        functionName: 'svc-dev-orders',
        event: {
          version: '0',
          id: Entries![0]!.EventId,
          source: 'shop',
          'detail-type': 'Order',
          account: '000000000000',
          region: 'us-east-1',
          time: '2026-02-03T04:05:06Z',
          resources: ['arn:x'],
          detail: { total: 3 },
        },
      },
    ]);
  });

  test('keeps buses apart, by name or ARN', async () => {
    const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';
    events.bus.addRule({ name: 'r', pattern: { source: ['shop'] }, target: 'f', eventBus: arn });
    await put(order, { ...order, EventBusName: 'orders' }, { ...order, EventBusName: arn });
    expect(sent).toHaveLength(2);
  });

  test('fails a bad entry alone', async () => {
    events.bus.addRule({ name: 'r', pattern: { source: ['shop'] }, target: 'f' });
    const { FailedEntryCount, Entries } = await put(
      { ...order, Detail: 'no json' },
      order,
      { ...order, Source: 'aws.s3' },
      { Source: 'shop', Detail: '{}' },
    );
    expect(FailedEntryCount).toBe(3);
    expect(Entries!.map((entry) => entry.ErrorCode)).toEqual([
      'MalformedDetail',
      undefined,
      'NotAuthorizedForSourceException',
      'InvalidArgument',
    ]);
    expect(sent).toHaveLength(1);
  });

  test('refuses more than ten entries', async () => {
    await expect(put(...Array.from({ length: 11 }, () => order))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

test('an operation that is not served says so', async () => {
  await expect(client.send(new PutRuleCommand({ Name: 'r' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'AWSEvents.PutRule is not served here, only PutEvents.',
  });
});

test('a rule may send its own input, and a listener sees every event', () => {
  const seen: string[] = [];
  events.bus.addRule({ name: 'r', pattern: { source: ['aws.chime'] }, target: 'f', input: { fixed: 1 } });
  const end = events.bus.listen((event, bus) => seen.push(`${bus} ${event.source}`));
  events.bus.publish({ source: 'aws.chime', 'detail-type': 'Chime Meeting State Change', detail: {} });
  end();
  events.bus.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} });
  expect(sent).toEqual([{ functionName: 'f', event: { fixed: 1 } }]);
  expect(seen).toEqual(['default aws.chime']);
});
