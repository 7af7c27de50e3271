import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { VirtualClock } from '@patchbay/emulator';
import { startFakeFunctions, type FakeFunctions } from '../../test/support/fake-functions.ts';
import { startLambda, type LocalLambda } from './start-lambda.ts';

let clock: VirtualClock;
let functions: FakeFunctions;
let lambda: LocalLambda;
let client: LambdaClient;
let failures: number;

beforeEach(async () => {
  clock = new VirtualClock();
  failures = 0;
  functions = await startFakeFunctions({
    'svc-dev-echo': (event) => ({ event }),
    'svc-dev-nothing': () => undefined,
    'svc-dev-slow': () => {
      throw new Error('[504] - Lambda timeout.');
    },
    'svc-dev-flaky': () => {
      if (failures-- > 0) throw new RangeError('not yet');
      return 'done';
    },
  });
  lambda = await startLambda({ clock });
  for (const name of ['echo', 'nothing', 'flaky', 'slow'])
    lambda.register(`svc-dev-${name}`, { endpoint: functions.endpoint });
  client = new LambdaClient({
    endpoint: lambda.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});

afterEach(async () => {
  client.destroy();
  await lambda.stop();
  await functions.stop();
});

function invoke(FunctionName: string, input: object = {}) {
  return client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ a: 1 }), ...input }));
}

describe('a request that waits', () => {
  test.each(['svc-dev-echo', 'arn:aws:lambda:us-east-1:000000000000:function:svc-dev-echo', 'svc-dev-echo:$LATEST'])(
    'reaches the function as %s',
    async (name) => {
      const { StatusCode, Payload, FunctionError } = await invoke(name);
      expect(StatusCode).toBe(200);
      expect(FunctionError).toBeUndefined();
      expect(JSON.parse(Payload!.transformToString())).toEqual({ event: { a: 1 } });
    },
  );

  test('gives null for a function that returns nothing', async () => {
    expect((await invoke('svc-dev-nothing')).Payload!.transformToString()).toBe('null');
  });

  test('tells a function error from an answer', async () => {
    failures = 1;
    const { FunctionError, Payload } = await invoke('svc-dev-flaky');
    expect(FunctionError).toBe('Unhandled');
    expect(JSON.parse(Payload!.transformToString())).toEqual({ errorType: 'RangeError', errorMessage: 'not yet' });
  });

  test('names a timeout as Lambda does', async () => {
    const { Payload } = await invoke('svc-dev-slow');
    expect(JSON.parse(Payload!.transformToString())).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  test('fails for a function that is not known', async () => {
    await expect(invoke('svc-dev-other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('fails for a service that is gone', async () => {
    await functions.stop();
    functions = await startFakeFunctions({});
    await expect(invoke('svc-dev-echo')).rejects.toMatchObject({ name: 'ServiceException' });
  });

  test('fails beyond 6 MB', async () => {
    await expect(invoke('svc-dev-echo', { Payload: Buffer.alloc(6 * 1024 * 1024 + 1) })).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
  });
});

describe('an asynchronous event', () => {
  const send = () => invoke('svc-dev-flaky', { InvocationType: 'Event' });

  test('is accepted at once and delivered', async () => {
    expect((await send()).StatusCode).toBe(202);
    await clock.pass(0);
    expect(functions.received).toEqual([{ functionName: 'svc-dev-flaky', event: { a: 1 } }]);
  });

  test('is tried again after one minute and after two more', async () => {
    failures = 2;
    await send();
    await clock.pass(59_999);
    expect(functions.received).toHaveLength(1);
    await clock.pass(1);
    expect(functions.received).toHaveLength(2);
    await clock.pass(120_000);
    expect(functions.received).toHaveLength(3);
    expect(lambda.deadLetters()).toEqual([]);
  });

  test('becomes a dead letter after three attempts', async () => {
    failures = 9;
    await send();
    await clock.pass(3_600_000);
    expect(functions.received).toHaveLength(3);
    expect(lambda.deadLetters()).toEqual([
      {
        functionName: 'svc-dev-flaky',
        payload: '{"a":1}',
        attempts: 3,
        error: 'RangeError: not yet',
        at: expect.any(Number),
      },
    ]);
  });

  test('follows the function’s own number of retries', async () => {
    lambda.register('svc-dev-flaky', { endpoint: functions.endpoint, maximumRetryAttempts: 0 });
    failures = 9;
    await send();
    await clock.pass(3_600_000);
    expect(functions.received).toHaveLength(1);
    expect(lambda.deadLetters()).toHaveLength(1);
  });

  test('is not tried again after a stop', async () => {
    failures = 9;
    await send();
    await clock.pass(0);
    await lambda.stop();
    await clock.pass(3_600_000);
    expect(functions.received).toHaveLength(1);
    lambda = await startLambda({ clock });
  });
});
