import { describe, expect, test } from '@jest/globals';
import {
  bridgedCall,
  CALLER,
  entry,
  event,
  invocation,
  recordOf,
  started,
  TRANSACTION,
} from '../../../test/sample-call.ts';
import { pageData } from './data.ts';

test('the data of a page', () => {
  const { steps, entries, bill, legs, ...rest } = pageData(bridgedCall());
  expect(rest).toEqual({
    transactionId: TRANSACTION,
    direction: 'Inbound',
    from: '+14155550123',
    to: '+12065550100',
    startedAt: 1_786_000_000_000,
    durationMs: 60_000,
    ended: 'the caller hung up',
    parties: [
      { party: 'A', title: 'Caller (LEG-A)', name: '+14155550123' },
      { party: 'service', title: 'PSTN Audio', name: '+12065550100' },
      { party: 'function', title: 'Lambda', name: '' },
      { party: 'B', title: 'Far end (LEG-B)', name: '+14255550188' },
    ],
    findings: [
      {
        code: 'survivor-left-connected',
        level: 'error',
        title: 'The other leg of a bridge was left connected',
        explanation: expect.stringContaining('stays up'),
        whatToDo: expect.stringContaining('Answer HANGUP'),
        found: [{ at: 12_500, message: 'LEG-A stays connected after LEG-B hung up', step: 23 }],
      },
      {
        code: 'response-slow',
        level: 'warning',
        title: 'No response within 5 seconds: the event was sent again',
        explanation: expect.stringContaining('repeats an invocation'),
        whatToDo: expect.stringContaining('Answer faster'),
        found: [{ at: 7_200, message: 'ACTION_SUCCESSFUL (2) took longer than 5 s', step: 9 }],
      },
    ],
    attributes: [{ at: 7_200, entry: 10, key: 'step', before: undefined, after: '"bridge"' }],
    invocations: [2, 7, 9, 15, 19],
    omitted: 0,
  });
  expect(entries).toHaveLength(bridgedCall().entries.length);
  expect(entries[0]).toMatchObject({ type: 'call-started', at: 1_786_000_000_000 });
  expect(entries[0]).not.toHaveProperty('transactionId');
  expect(legs.map(({ tag, connectedMs }) => [tag, connectedMs])).toEqual([
    ['LEG-A', 60_000],
    ['LEG-B', 3_300],
  ]);
  expect(bill.lines).toHaveLength(4);
});

test('a step knows its entry, and whether the legs are bridged', () => {
  const { steps, entries } = pageData(bridgedCall());
  expect(steps.find(({ text }) => text.startsWith('keys'))).toEqual({
    type: 'arrow',
    at: 2_000,
    from: 'A',
    to: 'service',
    text: 'keys 1#',
    tone: 'sound',
    entry: 5,
  });
  expect(steps.filter(({ bridged }) => bridged).map(({ at, text }) => [at, text])).toEqual([
    [9_200, 'bridged'],
    [9_200, '3 ACTION_SUCCESSFUL CallAndBridge'],
    [9_200, 'no actions'],
    [10_000, '"Hello, this is the caller"'],
    [12_500, 'ended'],
  ]);
  expect(steps.every((step) => entries[step.entry] !== undefined)).toBe(true);
});

test('a call that is up', () => {
  const up = pageData(recordOf(started(), entry(4_000, { type: 'leg', ...CALLER, state: 'connected' })));
  expect(up).toMatchObject({ durationMs: 4_000, ended: undefined, bill: { open: true } });
});

describe('attributes over time', () => {
  const attributes = (at: number, values: Record<string, unknown>) =>
    entry(at, { type: 'attributes', attributes: values });

  test('each key when it was set, changed or dropped', () => {
    const record = recordOf(
      started(),
      attributes(1, { a: '1', b: { deep: [1] } }),
      attributes(2, { a: '1', b: { deep: [2] } }),
      attributes(3, { c: null }),
    );
    expect(pageData(record).attributes.map(({ at, key, before, after }) => [at, key, before, after])).toEqual([
      [1, 'a', undefined, '"1"'],
      [1, 'b', undefined, '{"deep":[1]}'],
      [2, 'b', '{"deep":[1]}', '{"deep":[2]}'],
      [3, 'a', '"1"', undefined],
      [3, 'b', '{"deep":[2]}', undefined],
      [3, 'c', undefined, 'null'],
    ]);
  });

  test('keys that objects have of themselves', () => {
    const record = recordOf(
      started(),
      attributes(1, JSON.parse('{"__proto__":"1","constructor":"2"}') as object as Record<string, unknown>),
    );
    expect(pageData(record).attributes.map(({ key, after }) => [key, after])).toEqual([
      ['__proto__', '"1"'],
      ['constructor', '"2"'],
    ]);
  });
});

describe('a page is bounded', () => {
  const answered = (response: unknown) =>
    entry(1, { ...invocation(event(1, { InvocationEventType: 'NEW_INBOUND_CALL' })), response });

  test('long texts of an entry are cut, and say so', () => {
    const { entries } = pageData(recordOf(started(), answered({ Actions: [], note: 'x'.repeat(300_000) })));
    expect(entries[1]).toMatchObject({ response: { note: `${'x'.repeat(1_000)}… (299000 more characters)` } });
  });

  test('an entry that is long without long texts is left out', () => {
    const { entries } = pageData(recordOf(started(), answered({ Actions: Array.from({ length: 200_000 }, () => 1) })));
    expect(entries[1]).toEqual({
      type: 'invocation',
      at: expect.any(Number),
      leftOut: expect.stringMatching(/^\d+ characters of JSON$/),
    });
  });

  test('when the page is full the rest have no entry', () => {
    const many = Array.from({ length: 150 }, () => answered({ Actions: [], note: 'y'.repeat(200_000) }));
    const { entries, steps } = pageData(recordOf(started(), ...many));
    expect(JSON.stringify(entries).length).toBeLessThan(20_100_000);
    expect(entries.at(-1)).toBeNull();
    expect(steps).toHaveLength(301);
  });

  test('a long text in the ladder is cut between characters', () => {
    const heard = entry(1, { type: 'heard', callId: 'a1', by: 'x', text: '😀'.repeat(2_000), sound: 'speech' });
    const [, step] = pageData(recordOf(started(), heard)).steps;
    expect(step?.text).toMatch(/^"(😀)+.?… \(\d+ more characters\)$/u);
    expect(step?.text.isWellFormed()).toBe(true);
  });
});
