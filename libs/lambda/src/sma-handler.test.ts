import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createRouter, hangup, speak, type Flow } from '@patchbay/sma';
import type { Context } from 'aws-lambda';
import { createLogger } from './logger.ts';
import { reportTo } from './report.ts';
import { smaHandler, type SmaHandler } from './sma-handler.ts';

const lines: string[] = [];
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => {
  lines.length = 0;
  jest.restoreAllMocks();
});

const logged = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const context = { awsRequestId: 'r-1' } as Context;

const inbound = (attributes?: Record<string, string>) => ({
  SchemaVersion: '1.0',
  Sequence: 1,
  InvocationEventType: 'NEW_INBOUND_CALL',
  CallDetails: {
    TransactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
    ...(attributes && { TransactionAttributes: attributes }),
    AwsAccountId: '111122223333',
    AwsRegion: 'us-east-1',
    SipRuleId: '0b8b2f0b-7d5e-4c58-9d0f-1c0f5d6f2e77',
    SipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
    Participants: [
      {
        CallId: '9f5c1e7a-20d4-4a0b-8b0b-77d1c3f9e001',
        ParticipantTag: 'LEG-A',
        To: '+12065550100',
        From: '+14155550123',
        Direction: 'Inbound',
        StartTimeInMilliseconds: '1786000000123',
      },
    ],
  },
});

function handlerOf(flow: Flow<object>): SmaHandler {
  const logger = createLogger({ serviceName: 'test', logLevel: 'INFO' });
  const router = createRouter({ flows: [flow], deps: {}, flowFor: () => flow.name, report: reportTo(logger) });
  let time = 0;
  return smaHandler(router, logger, { now: () => (time += 2.5) });
}

const greeting: Flow<object> = {
  name: 'greeting',
  on: { NEW_INBOUND_CALL: () => [speak({ Text: 'Hello' }), hangup()] },
};

test('an answer is one line, with what tells it from others and nothing private', async () => {
  const response = await handlerOf(greeting)(inbound(), context);

  expect(response.Actions).toHaveLength(2);
  expect(logged()).toEqual([
    expect.objectContaining({
      level: 'INFO',
      message: 'answered',
      service: 'test',
      requestId: 'r-1',
      transactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
      event: 'NEW_INBOUND_CALL',
      sequence: 1,
      flow: 'greeting',
      actions: ['Speak', 'Hangup'],
      durationMs: 2.5,
    }),
  ]);
  expect(lines.join('')).not.toMatch(/5550123|5550100|Hello/);
});

test('nothing of one call is said of the next', async () => {
  const handler = handlerOf(greeting);
  await handler(inbound(), context);
  await handler({ garbage: true }, context).catch(() => undefined);
  const last = logged().at(-1);
  expect(last).toMatchObject({ message: 'failed', requestId: 'r-1' });
  expect(last).not.toHaveProperty('transactionId');
  expect(last).not.toHaveProperty('flow');
});

describe('what goes wrong', () => {
  test.each([[undefined], [null], ['text'], [7], [{ InvocationEventType: 3, CallDetails: 'x' }]])(
    '%j as an event is thrown and logged',
    async (event) => {
      await expect(handlerOf(greeting)(event, context)).rejects.toThrow();
      expect(logged().map(({ message }) => message)).toEqual(['router: invalid-event', 'failed']);
    },
  );

  test('a flow that throws is logged, the call gets its apology', async () => {
    const flow: Flow<object> = {
      name: 'broken',
      on: {
        NEW_INBOUND_CALL: () => {
          throw new TypeError('no line for +14155550123');
        },
      },
    };
    const response = await handlerOf(flow)(inbound(), context);

    expect(response.Actions?.map(({ Type }) => Type)).toEqual(['Speak', 'Hangup']);
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        code: 'handler-failed',
        flow: 'broken',
        error: expect.objectContaining({ name: 'TypeError', message: 'no line for ***23' }),
      }),
      expect.objectContaining({ level: 'INFO', message: 'answered', flow: 'broken' }),
    ]);
  });

  test('a wrong answer is named by place and rule; what stood there stays private', async () => {
    const flow: Flow<object> = {
      name: 'wrong',
      on: { NEW_INBOUND_CALL: () => [{ Type: 'Pause', Parameters: { DurationInMilliseconds: 'secret' as never } }] },
    };
    await handlerOf(flow)(inbound(), context);

    expect(logged()[0]).toMatchObject({
      level: 'ERROR',
      message: 'router: invalid-answer',
      code: 'invalid-answer',
      flow: 'wrong',
    });
    expect(logged()[0]?.['problems']).toContainEqual(
      expect.stringContaining('Actions[0].Parameters.DurationInMilliseconds'),
    );
    expect(lines.join('')).not.toContain('secret');
  });
});
