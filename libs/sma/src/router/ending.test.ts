import { describe, expect, test } from '@jest/globals';
import { A, B, event, failed, gone, hungUp, inbound, legA, legB, ringing, succeeded } from '../../test/events.ts';
import { always, broken, bye, harness, inFlow, sorry, type Deps } from '../../test/router.ts';
import { speak } from '../actions/speak.ts';
import type { SmaEvent } from '../events/event.ts';
import type { Flow } from '../flow.ts';

const { reports, deps, router, codes } = harness();
const hello = speak({ Text: 'Hello.' });
const ended = { flow: 'ivr', ending: '1' };
const bothLegs = { legs: [legA(), legB()] };
const survivor = { legs: [legA(), gone(legB())], ...inFlow() };

describe('a handler that throws', () => {
  test.each<[string, Flow<Deps>['on'], SmaEvent, unknown[]]>([
    ['on a call that has come in', { NEW_INBOUND_CALL: broken }, inbound(inFlow()), [sorry, bye(A)]],
    ['later', { ACTION_SUCCESSFUL: { Speak: broken } }, succeeded('Speak', inFlow()), [sorry, bye(A)]],
    [
      'on a bridge',
      { CALL_UPDATE_REQUESTED: broken },
      event('CALL_UPDATE_REQUESTED', { ...bothLegs, ...inFlow(), data: { Type: 'CallUpdateRequest', Parameters: {} } }),
      [sorry, bye(B), bye(A)],
    ],
    ['when the other leg has gone', { HANGUP: broken }, hungUp('LEG-B', survivor), [sorry, bye(A)]],
    [
      'when the caller has gone',
      { HANGUP: broken },
      hungUp('LEG-A', { legs: [gone(legA()), legB()], ...inFlow() }),
      [{ Type: 'Speak', Parameters: { Text: 'Sorry.', CallId: B } }, bye(B)],
    ],
    [
      'when only the meeting is left',
      { HANGUP: broken },
      hungUp('LEG-A', { legs: [gone(legA()), legB({ From: 'SMA' })], ...inFlow() }),
      [bye(B)],
    ],
  ])('%s is a spoken apology and a hang-up', async (_, on, input, actions) => {
    expect(await router({ on })(input)).toEqual({
      SchemaVersion: '1.0',
      Actions: actions,
      TransactionAttributes: ended,
    });
    expect(reports).toMatchObject([
      { level: 'error', code: 'handler-failed', flow: 'ivr', error: new Error('the table is gone') },
    ]);
    expect(reports[0]?.message).toBe(`flow ivr, ${input.InvocationEventType}: the table is gone`);
  });

  test('may throw anything, and asynchronously', async () => {
    const on = { CALL_ANSWERED: () => Promise.reject(new Error('later')) };

    expect(await router({ on })(event('CALL_ANSWERED'))).toMatchObject({ Actions: [sorry, bye(A)] });
    expect(reports[0]?.message).toBe('flow ivr, CALL_ANSWERED: later');
  });

  test('in flowFor is one too', async () => {
    const flowFor = () => {
      throw new Error('no table');
    };

    expect(await router({}, { flowFor })(inbound())).toMatchObject({ Actions: [sorry, bye(A)] });
    expect(reports).toMatchObject([{ code: 'handler-failed', message: 'NEW_INBOUND_CALL: no table' }]);
  });

  test('where nobody can hear it yet, the apology comes as soon as someone can', async () => {
    const route = router({ on: { NEW_OUTBOUND_CALL: broken, CALL_ANSWERED: always([hello]) } });
    const unanswered = { legs: [ringing(legA({ Direction: 'Outbound' }))] };
    const first = await route(event('NEW_OUTBOUND_CALL', unanswered));

    expect(first).toEqual({ SchemaVersion: '1.0', Actions: [], TransactionAttributes: { flow: 'ivr', ending: '0' } });
    const attributes = { ...first.TransactionAttributes };
    expect(await route(event('RINGING', { ...unanswered, attributes }))).toEqual({ SchemaVersion: '1.0', Actions: [] });
    expect(await route(event('CALL_ANSWERED', { attributes }))).toEqual({
      SchemaVersion: '1.0',
      Actions: [sorry, bye(A)],
      TransactionAttributes: ended,
    });
  });

  test('a call that rings and was not placed well is not hung up before it is answered', async () => {
    const legs = [ringing(legA({ Direction: 'Outbound' }))];

    expect(await router({})(event('INVALID_LAMBDA_RESPONSE', { legs }))).toMatchObject({
      Actions: [],
      TransactionAttributes: { ending: '0' },
    });
    expect(codes()).toEqual(['unhandled-failure']);
  });
});

describe('failFirstInbound', () => {
  const options = { failFirstInbound: true };

  test('throws, for the next target of the SIP rule', async () => {
    await expect(router({ on: { NEW_INBOUND_CALL: broken } }, options)(inbound())).rejects.toThrow('the table is gone');
    await expect(router({}, { ...options, flowFor: () => 'fax' })(inbound())).rejects.toThrow('There is no flow fax');
    expect(codes()).toEqual(['handler-failed', 'unknown-flow']);
  });

  test('changes nothing for later events', async () => {
    const route = router({ on: { CALL_ANSWERED: broken } }, options);

    expect(await route(event('CALL_ANSWERED'))).toMatchObject({ Actions: [sorry, bye(A)] });
  });
});

describe('a failure that no handler is for', () => {
  test.each<[string, SmaEvent, unknown[]]>([
    ['an action', failed('PlayAudio', inFlow()), [sorry, bye(A)]],
    ['on a bridge', failed('PlayAudio', { ...bothLegs, ...inFlow() }), [sorry, bye(B), bye(A)]],
    ['before the call is answered', failed('CallAndBridge', { legs: [ringing(legA())], ...inFlow() }), [sorry, bye(A)]],
    ['a prompt', failed('SpeakAndGetDigits', inFlow()), [sorry, bye(A)]],
    ['speech: it is not tried again', failed('Speak', inFlow()), [bye(A)]],
    ['a hang-up: only that is tried again', failed('Hangup', inFlow()), [bye(A)]],
    [
      'a hang-up of a leg that had gone',
      failed('Hangup', { legs: [legA(), gone(legB())], ...inFlow() }, { Parameters: { CallId: B } }),
      [sorry, bye(A)],
    ],
    ['an answer', event('INVALID_LAMBDA_RESPONSE', { ...inFlow(), top: { ErrorType: 'X' } }), [sorry, bye(A)]],
  ])('%s', async (_, input, actions) => {
    expect(await router({})(input)).toEqual({ SchemaVersion: '1.0', Actions: actions, TransactionAttributes: ended });
    expect(codes()).toEqual(['unhandled-failure']);
  });

  test('is reported with its cause', async () => {
    await router({})(
      failed('JoinChimeMeeting', inFlow(), { ErrorType: undefined, ErrorMessage: undefined, Error: 'A: b' }),
    );

    expect(reports[0]?.message).toBe('flow ivr, ACTION_FAILED: JoinChimeMeeting failed with A: b');
  });

  test('of a caller who has gone is none: the hang-up follows', async () => {
    expect(await router({})(failed('SpeakAndGetDigits', { legs: [gone(legA())], ...inFlow() }))).toEqual({
      SchemaVersion: '1.0',
      Actions: [],
    });
    expect(reports).toEqual([]);
  });
});

describe('once the router is ending a call', () => {
  const ending = (n: string) => inFlow({ ending: n });
  const route = (input: SmaEvent) =>
    router({
      on: {
        DIGITS_RECEIVED: always([hello]),
        HANGUP: always([hello]),
        ACTION_FAILED: { Hangup: always([hello]) },
        ACTION_SUCCESSFUL: { Hangup: always([hello]) },
      },
      keepSurvivor: () => true,
    })(input);

  test('speech that fails leaves the hang-up', async () => {
    expect(await route(failed('Speak', ending('1')))).toEqual({
      SchemaVersion: '1.0',
      Actions: [bye(A)],
      TransactionAttributes: { flow: 'ivr', ending: '2' },
    });
  });

  test('a hang-up that fails is tried again, but not for ever', async () => {
    const attributes = { flow: 'ivr', ending: '1' };
    const answers: number[] = [];
    for (let i = 0; i < 8; i++) {
      const response = await route(failed('Hangup', { attributes }));
      answers.push(response.Actions?.length ?? 0);
      Object.assign(attributes, response.TransactionAttributes);
    }

    expect(answers).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(attributes.ending).toBe('5');
    expect(codes()).toEqual(Array.from({ length: 4 }, () => 'hangup-failed'));
  });

  test('a hang-up that failed because the leg had gone is not', async () => {
    expect(await route(failed('Hangup', { legs: [gone(legA())], ...ending('1') }))).toEqual({
      SchemaVersion: '1.0',
      Actions: [],
    });
    expect(reports).toEqual([]);
  });

  test.each<[string, SmaEvent]>([
    ['the other leg has gone', hungUp('LEG-B', { legs: [legA(), gone(legB())], ...ending('1') })],
    ['the meeting has been left', succeeded('Hangup', { legs: [legA()], ...ending('1') })],
  ])('whoever is left is hung up, even if the flow would keep them: %s', async (_, input) => {
    expect(await route(input)).toEqual({ SchemaVersion: '1.0', Actions: [bye(A)] });
  });

  test('keys that are pressed do not bring it back', async () => {
    const data = { Type: 'ReceiveDigits', ReceivedDigits: '1', Parameters: {} };

    expect(await route(event('DIGITS_RECEIVED', { data, ...ending('1') }))).toEqual({
      SchemaVersion: '1.0',
      Actions: [],
    });
  });

  test('an answer that was refused is followed by hang-ups only', async () => {
    expect(await route(event('INVALID_LAMBDA_RESPONSE', ending('1')))).toMatchObject({ Actions: [bye(A)] });
  });

  test('the flow still hears the end', async () => {
    const flow: Partial<Flow<Deps>> = {
      on: { HANGUP: (_, { log }) => (log.push('hangup'), []) },
      release: (_, { log }) => void log.push('release'),
    };

    await router(flow)(hungUp('LEG-A', { legs: [gone(legA())], ...ending('1') }));

    expect(deps.log).toEqual(['hangup', 'release']);
  });
});

describe('a leg that is left over', () => {
  test.each<[string, Partial<Flow<Deps>>]>([
    ['no handler', {}],
    ['a handler that wants nothing', { on: { HANGUP: always([]) } }],
    ['no transfer', { keepSurvivor: () => false }],
    ['no transfer, asynchronously', { keepSurvivor: async () => false }],
  ])('is hung up: %s', async (_, flow) => {
    expect(await router(flow)(hungUp('LEG-B', survivor))).toEqual({
      SchemaVersion: '1.0',
      Actions: [bye(A)],
      TransactionAttributes: ended,
    });
    expect(reports).toEqual([]);
  });

  test('is LEG-B when the caller has gone', async () => {
    expect(await router({})(hungUp('LEG-A', { legs: [gone(legA()), legB()], ...inFlow() }))).toMatchObject({
      Actions: [bye(B)],
    });
  });

  test('keeps what the handler stores', async () => {
    const on = { HANGUP: always({ attributes: { why: 'left' } }) };

    expect(await router({ on })(hungUp('LEG-B', survivor))).toMatchObject({
      Actions: [bye(A)],
      TransactionAttributes: { ...ended, why: 'left' },
    });
  });

  test('stays while a transfer is under way', async () => {
    const keepSurvivor: Flow<Deps>['keepSurvivor'] = async (call) => call.attributes['transfer'] === 'pending';
    const parts = { ...survivor, ...inFlow({ transfer: 'pending' }) };

    expect(await router({ keepSurvivor })(hungUp('LEG-B', parts))).toEqual({ SchemaVersion: '1.0', Actions: [] });
  });

  test('is told sorry when nobody can say whether it is wanted', async () => {
    const keepSurvivor = () => {
      throw new Error('the table is gone');
    };

    expect(await router({ keepSurvivor })(hungUp('LEG-B', survivor))).toMatchObject({ Actions: [sorry, bye(A)] });
    expect(codes()).toEqual(['handler-failed']);
  });
});

describe('release', () => {
  const release: Flow<Deps>['release'] = async (call, { log }) => void log.push(`release ${call.sequence}`);
  const last = hungUp('LEG-A', { legs: [gone(legA()), gone(legB())], ...inFlow() });

  test.each<[string, Flow<Deps>['on']]>([
    ['without a handler', {}],
    ['behind a handler', { HANGUP: always([]) }],
    ['behind a handler that throws', { HANGUP: broken }],
    ['behind an answer that can not be sent', { HANGUP: always({ attributes: { ending: '1' } }) }],
  ])('runs on the last hang-up, %s', async (_, on) => {
    const response = await router({ on, release })(last);

    expect(response).toEqual({ SchemaVersion: '1.0', Actions: [] });
    expect(deps.log).toEqual(['release 3']);
  });

  test.each<[string, SmaEvent]>([
    ['while a leg is left', hungUp('LEG-B', survivor)],
    ['before the hang-up', succeeded('Hangup', { legs: [gone(legA())], ...inFlow() })],
  ])('does not run %s', async (_, input) => {
    await router({ release })(input);

    expect(deps.log).toEqual([]);
  });

  test('that fails is reported and not thrown', async () => {
    const failing = () => Promise.reject(new Error('the table is gone'));

    expect(await router({ release: failing })(last)).toEqual({ SchemaVersion: '1.0', Actions: [] });
    expect(reports).toMatchObject([
      { level: 'error', code: 'release-failed', message: 'flow ivr, HANGUP: the table is gone' },
    ]);
  });
});
