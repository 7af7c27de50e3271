import { describe, expect, test } from '@jest/globals';
import { entry } from '../../test/sample-call.ts';
import type { TraceEntry } from './entry.ts';
import { createRecorder } from './recorder.ts';

const start = (id: string, at = 0) =>
  entry(
    at,
    {
      type: 'call-started',
      direction: 'Inbound',
      from: '+14155550123',
      to: '+12065550100',
      sipMediaApplicationId: 'sma',
    },
    id,
  );
const end = (id: string, at = 10) => entry(at, { type: 'call-ended', reason: 'hung up' }, id);
const note = (id: string) => entry(5, { type: 'attributes', attributes: {} }, id);

describe('createRecorder', () => {
  test('keeps the entries of each call apart, in order', () => {
    const recorder = createRecorder();
    const entries = [start('a'), start('b', 1), note('a'), end('b'), end('a', 20)];

    for (const each of entries) recorder.record(each);

    expect(recorder.list().map((call) => call.transactionId)).toEqual(['a', 'b']);
    expect(recorder.find('a')?.entries).toEqual([entries[0], entries[2], entries[4]]);
    expect(recorder.find('a')?.endedAt).toBe(entries[4]?.at);
  });

  test('drops the call that ended first, and only then the oldest live one', () => {
    const recorder = createRecorder({ maxCalls: 2 });
    for (const each of [start('a'), start('b'), end('b'), start('c')]) recorder.record(each);
    expect(recorder.list().map((call) => call.transactionId)).toEqual(['a', 'c']);

    recorder.record(start('d'));
    expect(recorder.list().map((call) => call.transactionId)).toEqual(['c', 'd']);
  });

  test('what follows for a dropped call does not bring back a part of it', () => {
    const recorder = createRecorder({ maxCalls: 1 });
    for (const each of [start('a'), start('b'), note('a'), end('a'), start('c')]) recorder.record(each);
    expect(recorder.find('a')).toBeUndefined();
    expect(recorder.list().map((call) => call.transactionId)).toEqual(['c']);
  });

  test('counts the entries beyond the limit, and keeps the end', () => {
    const recorder = createRecorder({ maxEntries: 2 });
    for (const each of [start('a'), note('a'), note('a'), note('a'), end('a')]) recorder.record(each);
    expect(recorder.find('a')?.entries.map(({ type }) => type)).toEqual(['call-started', 'attributes', 'call-ended']);
    expect(recorder.find('a')?.omitted).toBe(2);
  });

  test('tells listeners until they leave', () => {
    const recorder = createRecorder();
    const heard: TraceEntry[] = [];
    const leave = recorder.subscribe((each) => heard.push(each));
    recorder.record(start('a'));
    leave();
    recorder.record(end('a'));
    expect(heard.map(({ type }) => type)).toEqual(['call-started']);
  });

  test('clear forgets everything', () => {
    const recorder = createRecorder();
    recorder.record(start('a'));
    recorder.clear();
    expect(recorder.list()).toEqual([]);
  });
});
