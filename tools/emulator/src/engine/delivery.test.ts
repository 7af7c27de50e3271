import { describe, expect, test } from '@jest/globals';
import { hangUp, pause, play, SERVICE, speak } from '../../test/support/actions.ts';
import { createLab, type LabOptions } from '../../test/support/lab.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { openDirectory } from '../directory/open.ts';
import { VirtualMedia } from '../phones/virtual-media.ts';
import { Delivery } from './delivery.ts';
import type { Functions, InvokeOutcome, InvokeRequest, InvokeResult } from './ports.ts';
import { defaultSwitches } from './switches.ts';

const returned = (Actions: readonly object[]): InvokeResult => ({
  kind: 'returned',
  payload: JSON.stringify({ SchemaVersion: '1.0', Actions }),
});
const FAILED: InvokeResult = { kind: 'failed', errorType: 'Error', errorMessage: 'broken' };
const refused = (reason: Extract<InvokeResult, { kind: 'refused' }>['reason']): InvokeResult => ({
  kind: 'refused',
  reason,
  message: 'refused',
});

type Outcome = InvokeResult & Partial<Omit<InvokeOutcome, keyof InvokeResult>>;

/** Functions whose n-th invocation has the n-th outcome; the last one stays. */
function functionsOf(...outcomes: readonly Outcome[]): Functions & { requests: InvokeRequest[] } {
  const requests: InvokeRequest[] = [];
  return {
    requests,
    invoke(request) {
      requests.push(request);
      const outcome = outcomes[Math.min(requests.length, outcomes.length) - 1]!;
      return Promise.resolve({ durationMs: 3, ...outcome });
    },
  };
}

async function call(outcomes: readonly Outcome[], options: LabOptions = {}) {
  const functions = functionsOf(...outcomes);
  const lab = createLab([], { functions, ...options });
  const startedAt = lab.clock.now();
  lab.caller.dial(SERVICE);
  await lab.settle();
  const attempts = lab.entries('invocation').map(({ attempt, outcome, ignored, at }) => ({
    attempt,
    outcome: ignored ? 'ignored' : outcome,
    at: at - startedAt,
  }));
  const events = functions.requests.map(
    ({ event, attempt }) => `${event.Sequence} ${event.InvocationEventType} (${attempt})`,
  );
  return { lab, functions, attempts, events, took: lab.clock.now() - startedAt };
}

describe('a slow function', () => {
  test('is invoked again after 5 s with the same event, and its late answer is not used', async () => {
    const { lab, functions, attempts } = await call([
      { ...returned([speak('Late.')]), delayMs: 7_000 },
      returned([play('first.wav'), hangUp()]),
      returned([]),
    ]);
    expect(functions.requests.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
    expect(functions.requests[1]!.payload).toBe(functions.requests[0]!.payload);
    expect(attempts.slice(0, 2)).toEqual([
      { attempt: 2, outcome: 'returned', at: 5_000 },
      { attempt: 1, outcome: 'ignored', at: 7_000 },
    ]);
    expect(lab.caller.heard).toEqual(['[audio first.wav]']);
    expect(lab.diagnostics).toEqual(expect.arrayContaining(['response-slow', 'duplicate-delivery']));
  });

  test('that answers within 5 s is invoked once', async () => {
    const { functions, attempts } = await call([{ ...returned([hangUp()]), delayMs: 4_999 }, returned([])]);
    expect(functions.requests.map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(attempts[0]).toEqual({ attempt: 1, outcome: 'returned', at: 4_999 });
  });

  test('whose first answer comes before that of a slower second attempt', async () => {
    const { attempts } = await call([
      { ...returned([pause(10_000), hangUp()]), delayMs: 6_000 },
      { ...returned([hangUp()]), delayMs: 3_000 },
      returned([]),
    ]);
    expect(attempts).toEqual([
      { attempt: 1, outcome: 'returned', at: 6_000 },
      { attempt: 2, outcome: 'ignored', at: 8_000 },
      { attempt: 1, outcome: 'returned', at: 16_000 },
    ]);
  });

  test.each([
    ['every-5s', [1, 2, 3, 4]],
    ['once', [1, 2]],
  ] as const)('retry %s: without any answer the call ends after 20 s', async (retry, expected) => {
    const { lab, functions, attempts } = await call([{ ...returned([]), delayMs: 60_000 }], { switches: { retry } });
    expect(functions.requests.map(({ attempt }) => attempt)).toEqual(expected);
    expect(attempts[0]).toEqual({ attempt: 0, outcome: 'timed-out', at: 20_000 });
    expect(lab.caller.line?.sipCode).toBe(480);
    expect(lab.diagnostics.filter((code) => code === 'response-slow')).toHaveLength(expected.length - 1);
    expect(lab.diagnostics).toContain('response-too-late');
  });

  test('keeps what else happens waiting, not from happening', async () => {
    const functions = functionsOf(
      returned([speak('Hello.')]),
      { ...returned([hangUp()]), delayMs: 4_000 },
      returned([]),
    );
    const lab = createLab([], { functions });
    lab.caller.dial(SERVICE);
    await lab.caller.hears('Hello.');
    await lab.settle(1_000);
    lab.caller.hangUp();
    await lab.settle();
    expect(functions.requests.map(({ event }) => event.InvocationEventType)).toEqual([
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL',
      'HANGUP',
    ]);
    expect(lab.entries('invocation').map(({ at }) => at - lab.entries('invocation')[0]!.at)).toEqual([0, 4_390, 4_390]);
  });

  test('is judged by the time on the wall, during which the call stands still', async () => {
    const clock = new VirtualClock(0);
    const wall = new VirtualClock(0);
    const answers: ((outcome: InvokeOutcome) => void)[] = [];
    const functions: Functions = { invoke: () => new Promise((resolve) => answers.push(resolve)) };
    const noted: string[] = [];
    const lab = createLab([]);
    const event = { SchemaVersion: '1.0' } as never;
    const ports = { ...portsOf(lab), clock, wall, functions };
    new Delivery(ports, defaultSwitches, 'arn', event, {
      attempted: ({ attempt, ignored }) => noted.push(`attempt ${attempt}${ignored ? ' ignored' : ''}`),
      logCut: () => noted.push('log cut'),
      failed: (attempt) => noted.push(`failed ${attempt}`),
      slow: (attempt) => noted.push(`slow ${attempt}`),
      done: (result) => noted.push(result.kind === 'returned' ? result.payload : result.message),
    }).start();
    const passing = clock.pass(1_000).then(() => noted.push(`call time ${clock.now()}`));
    await wall.pass(4_999);
    expect([answers.length, clock.now()]).toEqual([1, 0]);
    await wall.pass(1);
    expect([answers.length, clock.now()]).toEqual([2, 0]);
    answers[1]!({ kind: 'returned', payload: 'second', durationMs: 10 });
    await passing;
    answers[0]!({ kind: 'returned', payload: 'first', durationMs: 9_000 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(noted).toEqual(['slow 1', 'second', 'call time 1000', 'attempt 1 ignored']);
  });

  test('that never answers stops holding the call after 20 s on the wall', async () => {
    const clock = new VirtualClock(0);
    const wall = new VirtualClock(0);
    let invoked = 0;
    const functions: Functions = { invoke: () => new Promise(() => invoked++) };
    const noted: string[] = [];
    const lab = createLab([]);
    new Delivery({ ...portsOf(lab), clock, wall, functions }, defaultSwitches, 'arn', {} as never, {
      attempted: () => noted.push('attempted'),
      logCut: () => undefined,
      failed: () => undefined,
      slow: () => undefined,
      done: (result) => noted.push(result.kind === 'exhausted' ? result.message : 'returned'),
    }).start();
    const passing = clock.pass(1_000);
    await wall.pass(20_000);
    await passing;
    expect(noted).toEqual(['AWS Lambda client operation timed out.']);
    expect(invoked).toBe(4);
  });
});

describe('an error', () => {
  test('is retried at once, and the second answer is used', async () => {
    const { lab, events, took } = await call([FAILED, returned([hangUp()]), returned([])]);
    expect(events).toEqual(['1 NEW_INBOUND_CALL (1)', '1 NEW_INBOUND_CALL (2)', '2 HANGUP (1)']);
    expect(took).toBe(0);
    expect(lab.entries('invocation')[0]).toMatchObject({ outcome: 'failed', error: 'Error: broken' });
    expect(lab.diagnostics).toEqual(['duplicate-delivery']);
  });

  test.each([
    ['failed', FAILED, 'function-error'],
    ['throttled', refused('throttled'), 'function-throttled'],
    ['access-denied', refused('access-denied'), 'function-access-denied'],
    ['not-found', refused('not-found'), 'function-not-found'],
    ['too-large', refused('too-large'), 'response-too-large'],
    ['unreachable', refused('unreachable'), 'function-unreachable'],
  ] as const)('%s twice: the call ends with 480', async (outcome, result, diagnostic) => {
    const { lab, attempts } = await call([result]);
    expect(attempts).toEqual([
      { attempt: 1, outcome, at: 0 },
      { attempt: 2, outcome, at: 0 },
    ]);
    expect(lab.caller.line?.sipCode).toBe(480);
    expect(lab.diagnostics).toContain(diagnostic);
  });

  test('about the size of the answer is named as such', async () => {
    const { lab, attempts } = await call([{ ...FAILED, errorType: 'Function.ResponseSizeTooLarge' }]);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(lab.diagnostics).toEqual(['duplicate-delivery', 'response-too-large']);
  });

  test('of a slow attempt and of its retry count together', async () => {
    const { functions } = await call([
      { ...FAILED, delayMs: 6_000 },
      { ...FAILED, delayMs: 500 },
    ]);
    expect(functions.requests.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test.each([
    [true, ['2 ACTION_SUCCESSFUL (1)', '2 ACTION_SUCCESSFUL (2)', '3 HANGUP (1)']],
    [false, ['2 ACTION_SUCCESSFUL (1)', '2 ACTION_SUCCESSFUL (2)']],
  ])('in the middle of a call (hangupEventAfterFailure %s)', async (hangupEventAfterFailure, expected) => {
    const { events, lab } = await call([returned([pause()]), FAILED, FAILED, returned([])], {
      switches: { hangupEventAfterFailure },
    });
    expect(events.slice(1)).toEqual(expected);
    expect(lab.caller.line?.sipCode).toBe(480);
    expect(lab.engine.transactions.size).toBe(0);
  });
});

test('a log that was cut is told, with the event and the attempt', async () => {
  const { lab } = await call([FAILED, { ...returned([hangUp()]), logs: ['much'], logsTruncated: true }, returned([])]);
  expect(lab.entries('diagnostic').slice(1)).toMatchObject([
    { code: 'handler-log-truncated', sequence: 1, message: expect.stringContaining('NEW_INBOUND_CALL (attempt 2)') },
  ]);
});

describe('the first invocation of an inbound call', () => {
  const target = (region: string) => ({
    sipRuleId: '0b8b2f0b-7d5e-4c58-9d0f-1c0f5d6f2e77',
    application: { sipMediaApplicationId: `sma-${region}`, functionArn: `function-${region}`, region },
  });
  const regions = (...names: string[]) => ({
    directory: { ...openDirectory({ functionArn: 'f' }), route: () => names.map(target) },
  });

  test('goes to the next target of the SIP rule when it fails', async () => {
    const { functions, lab } = await call(
      [FAILED, FAILED, FAILED, FAILED, returned([hangUp()]), returned([])],
      regions('us-east-1', 'us-west-2', 'eu-west-1'),
    );
    expect(functions.requests.map(({ functionArn }) => functionArn.slice('function-'.length))).toEqual([
      'us-east-1',
      'us-east-1',
      'us-west-2',
      'us-west-2',
      'eu-west-1',
      'eu-west-1',
    ]);
    const last = functions.requests.at(-2)!.event;
    expect(last).toMatchObject({
      Sequence: 1,
      CallDetails: { AwsRegion: 'eu-west-1', SipMediaApplicationId: 'sma-eu-west-1' },
    });
    expect(lab.caller.line?.sipCode).toBe(0);
  });

  test('ends the call when there is no next target', async () => {
    const { functions, lab } = await call([FAILED], regions('us-east-1', 'us-west-2'));
    expect(functions.requests).toHaveLength(4);
    expect(lab.caller.line?.sipCode).toBe(480);
  });

  test('is the only one that has another target', async () => {
    const { functions } = await call([returned([pause()]), FAILED], regions('us-east-1', 'us-west-2'));
    expect(new Set(functions.requests.map(({ functionArn }) => functionArn))).toEqual(new Set(['function-us-east-1']));
  });
});

/** Ports of which a delivery uses clock, wall and functions only. */
function portsOf(lab: ReturnType<typeof createLab>) {
  const { clock, exchange, rooms, recorder, meetings } = lab;
  const ids = { uuid: () => '', random: () => 0 };
  const storage = { find: () => Promise.resolve(undefined), put: () => Promise.resolve('stored' as const) };
  const directory = openDirectory({ functionArn: 'f' });
  const media = new VirtualMedia(clock, exchange, rooms);
  const functions: Functions = { invoke: () => new Promise(() => undefined) };
  return {
    clock,
    wall: clock,
    ids,
    functions,
    network: exchange,
    media,
    storage,
    directory,
    meetings,
    trace: recorder,
  };
}
