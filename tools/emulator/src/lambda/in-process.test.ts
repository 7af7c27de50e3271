import { describe, expect, test } from '@jest/globals';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import { inProcess, type InProcessHandler } from './in-process.ts';

const answer = { SchemaVersion: '1.0', Actions: [] };
const payload = JSON.stringify(answer);

async function run(handler: InProcessHandler) {
  const { durationMs, ...result } = await inProcess(handler).invoke(invokeRequest());
  expect(durationMs).toBeGreaterThanOrEqual(0);
  return result;
}

describe('a handler in this process', () => {
  test.each<[string, InProcessHandler, string]>([
    ['is async', async () => answer, payload],
    ['answers at once', () => answer, payload],
    ['calls back', (_event, _context, callback) => callback(null, answer), payload],
    ['calls back later', (_event, _context, callback) => void queueMicrotask(() => callback(null, answer)), payload],
    ['uses context.succeed', (_event, context) => context.succeed(answer), payload],
    ['returns nothing', async () => undefined, 'null'],
    ['returns text', async () => 'hello', '"hello"'],
    ['calls back twice', (_e, _c, callback) => (callback(null, 1), callback(null, 2)), '1'],
  ])('%s', async (_style, handler, expected) => {
    expect(await run(handler)).toEqual({ kind: 'returned', payload: expected });
  });

  test.each<[string, InProcessHandler, string, string]>([
    [
      'throws',
      () => {
        throw new TypeError('no table');
      },
      'TypeError',
      'no table',
    ],
    [
      'rejects',
      async () => {
        throw new RangeError('too far');
      },
      'RangeError',
      'too far',
    ],
    ['calls back with an error', (_e, _c, callback) => callback(new Error('no')), 'Error', 'no'],
    ['uses context.fail', (_e, context) => context.fail('why not'), 'string', 'why not'],
    ['answers a loop', async () => loop(), 'Error', 'Unable to stringify response body'],
    [
      'answers more than 6 MB',
      async () => 'x'.repeat(6_291_556),
      'Function.ResponseSizeTooLarge',
      'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    ],
  ])('%s', async (_style, handler, errorType, errorMessage) => {
    expect(await run(handler)).toEqual({ kind: 'failed', errorType, errorMessage });
  });

  test('may answer as much as Lambda lets pass', async () => {
    const result = await run(async () => 'x'.repeat(6_291_554));
    expect(result.kind).toBe('returned');
  });

  test('is not run for a request over 6 MB', async () => {
    let runs = 0;
    const functions = inProcess(() => ++runs);
    const outcome = await functions.invoke(invokeRequest({ payload: `"${'x'.repeat(6_291_456)}"` }));
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'too-large' });
    expect(runs).toBe(0);
  });

  test('gets a copy of the event that it may change', async () => {
    const request = invokeRequest();
    await inProcess((event) => {
      event.CallDetails.Participants.length = 0;
      return answer;
    }).invoke(request);
    expect(request.event.CallDetails.Participants).toHaveLength(1);
  });

  test('may take the functions of its context off it, as middleware does', async () => {
    const functions = inProcess((_event, { getRemainingTimeInMillis, succeed }, _callback) =>
      succeed(getRemainingTimeInMillis() > 0),
    );
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'returned', payload: 'true' });
  });

  test('knows who it is and how long it has', async () => {
    let time = 0;
    const functions = inProcess(
      (_event, context) => {
        const before = context.getRemainingTimeInMillis();
        time += 400;
        return [
          context.functionName,
          context.invokedFunctionArn,
          context.awsRequestId,
          before,
          context.getRemainingTimeInMillis(),
        ];
      },
      { timeoutMs: 3000, now: () => time },
    );
    const outcome = await functions.invoke(invokeRequest());
    expect(outcome).toEqual({
      kind: 'returned',
      payload: JSON.stringify([
        'sample',
        'arn:aws:lambda:us-east-1:111122223333:function:sample',
        '00000000-0000-4000-8000-000000000001',
        3000,
        2600,
      ]),
      durationMs: 400,
    });
  });
});

function loop(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}
