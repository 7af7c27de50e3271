import { expect, test } from '@jest/globals';
import { bridgedCall, CALLER, entry, FAR_END, recordOf, started, TRANSACTION } from '../../test/sample-call.ts';
import { toJson } from './to-json.ts';

test('gives events, legs, what was heard and what was found', () => {
  const json = toJson(bridgedCall());

  expect(json.transactionId).toBe(TRANSACTION);
  expect(
    json.events.map(({ event, attempt, outcome }) => [event.Sequence, event.InvocationEventType, attempt, outcome]),
  ).toEqual([
    [1, 'NEW_INBOUND_CALL', 1, 'returned'],
    [2, 'ACTION_SUCCESSFUL', 1, 'timed-out'],
    [2, 'ACTION_SUCCESSFUL', 2, 'returned'],
    [3, 'ACTION_SUCCESSFUL', 1, 'returned'],
    [4, 'HANGUP', 1, 'returned'],
  ]);
  expect(json.legs).toEqual([
    { ...CALLER, state: 'disconnected', answeredAt: 0, endedAt: 60_000, sipCode: 487 },
    { ...FAR_END, state: 'disconnected', answeredAt: 9_200, endedAt: 12_500, sipCode: 0 },
  ]);
  expect(Object.keys(json.heard)).toEqual([CALLER.from, FAR_END.to]);
  expect(json.heard[FAR_END.to]).toEqual([{ at: 10_000, text: 'Hello, this is the caller', sound: 'voice' }]);
  expect(json.diagnostics.map(({ code, level }) => [code, level])).toEqual([
    ['response-slow', 'warning'],
    ['survivor-left-connected', 'error'],
  ]);
  expect(json.ended).toEqual({ at: 60_000, reason: 'the caller hung up' });
});

test('a call that is up has no end, and a phone may have any name', () => {
  const json = toJson(
    recordOf(started(), entry(1, { type: 'heard', callId: 'a1', by: '__proto__', text: 'x', sound: 'speech' })),
  );
  expect(json).not.toHaveProperty('ended');
  expect(JSON.stringify(json.heard)).toBe('{"__proto__":[{"at":1,"text":"x","sound":"speech"}]}');
});
