import { expect, test } from '@jest/globals';
import { LOCAL_ACCOUNT_ID } from '../aws/account.ts';
import { createResolver } from '../cloudformation/resolve.ts';
import { readTemplate } from '../cloudformation/template.ts';
import { triggersOf } from './triggers.ts';

const template = readTemplate('svc-dev', {
  Resources: {
    Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } },
  },
});
const resolve = createResolver(template, { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' });
const read = (...events: unknown[]) => triggersOf({ key: 'work', name: 'svc-dev-work', events }, resolve);

test('schedules, plain and with settings', () => {
  const { schedules } = read(
    { schedule: 'rate(1 hour)' },
    { schedule: { rate: ['rate(1 day)', 'cron(0 9 * * ? *)'], input: { a: 1 }, timezone: 'Europe/Berlin' } },
    { eventBridge: { schedule: 'rate(2 hours)' } },
    { schedule: { rate: 'rate(1 minute)', enabled: false } },
  );
  const target = 'svc-dev-work';
  const more = { target, input: { a: 1 }, timeZone: 'Europe/Berlin' };
  expect(schedules).toEqual([
    { name: 'svc-dev-work-schedule-1', expression: 'rate(1 hour)', target },
    { name: 'svc-dev-work-schedule-2', expression: 'rate(1 day)', ...more },
    { name: 'svc-dev-work-schedule-3', expression: 'cron(0 9 * * ? *)', ...more },
    { name: 'svc-dev-work-rule-4', expression: 'rate(2 hours)', target },
  ]);
});

test('rules, on any bus', () => {
  const { rules } = read(
    { eventBridge: { pattern: { source: ['aws.chime'] } } },
    { eventBridge: { eventBus: { 'Fn::GetAtt': ['Bus', 'Arn'] }, pattern: { source: ['shop'] }, input: { b: 2 } } },
    { eventBridge: { pattern: { source: ['x'] }, enabled: false } },
  );
  expect(rules).toEqual([
    { name: 'events[0] of function svc-dev-work', pattern: { source: ['aws.chime'] }, target: 'svc-dev-work' },
    {
      name: 'events[1] of function svc-dev-work',
      pattern: { source: ['shop'] },
      target: 'svc-dev-work',
      eventBus: 'arn:aws:events:us-east-1:000000000000:event-bus/orders',
      input: { b: 2 },
    },
  ]);
});

test('queues', () => {
  const { queues } = read(
    { sqs: 'arn:aws:sqs:us-east-1:000000000000:mail' },
    { sqs: { arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, batchSize: 3, functionResponseType: 'ReportBatchItemFailures' } },
  );
  expect(queues).toEqual([
    { queueName: 'mail', functionName: 'svc-dev-work' },
    { queueName: 'jobs', functionName: 'svc-dev-work', batchSize: 3, reportBatchItemFailures: true },
  ]);
});

test('requests are left to others', () => {
  expect(read({ httpApi: 'GET /' }, { websocket: '$connect' })).toEqual({ rules: [], schedules: [], queues: [] });
});

test.each<[unknown, string]>([
  [{ sns: 'topic' }, 'events[0] of function svc-dev-work: sns does not run locally'],
  [{ http: 'GET /' }, 'events[0] of function svc-dev-work: http does not run locally'],
  [
    { eventBridge: { pattern: { a: ['b'] }, inputPath: '$.detail' } },
    'events[0] of function svc-dev-work does not run locally',
  ],
  [{ sqs: { arn: 'a', batchSize: 100 } }, 'does not run locally'],
  [{ sqs: { arn: { 'Fn::ImportValue': 'q' } } }, 'Fn::ImportValue is known to AWS only'],
  [{ sqs: { arn: 3 } }, 'events[0] of function svc-dev-work, arn: a text is needed, not 3'],
])('%j is refused', (event, message) => {
  expect(() => read(event)).toThrow(message);
});
