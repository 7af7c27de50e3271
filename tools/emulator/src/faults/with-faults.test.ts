import { expect, test } from '@jest/globals';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import { inProcess } from '../lambda/in-process.ts';
import type { Fault, FaultEffect } from './fault.ts';
import { drawn, listed } from './plans.ts';
import { withFaults } from './with-faults.ts';

function counted() {
  const runs = { count: 0 };
  return { runs, functions: inProcess(() => ++runs.count) };
}

test.each<[FaultEffect, object, number]>([
  [{ type: 'slow', ms: 6000 }, { kind: 'returned', payload: '1', delayMs: 6000 }, 1],
  [{ type: 'fail' }, { kind: 'failed', errorType: 'Error', errorMessage: 'injected failure' }, 0],
  [
    { type: 'fail', errorType: 'KeyError', errorMessage: 'x' },
    { kind: 'failed', errorType: 'KeyError', errorMessage: 'x' },
    0,
  ],
  [{ type: 'refuse', reason: 'throttled' }, { kind: 'refused', reason: 'throttled' }, 0],
  [{ type: 'huge', bytes: 7_000_000 }, { kind: 'failed', errorType: 'Function.ResponseSizeTooLarge' }, 1],
  [{ type: 'garbage', payload: '<html>' }, { kind: 'returned', payload: '<html>' }, 1],
  [{ type: 'duplicate' }, { kind: 'returned', payload: '2' }, 2],
])('%j', async (does, outcome, count) => {
  const { runs, functions } = counted();
  const faulty = withFaults(functions, listed([{ when: {}, does }]));
  expect(await faulty.invoke(invokeRequest())).toMatchObject(outcome);
  expect(runs.count).toBe(count);
});

test.each<[string, Fault['when'], boolean]>([
  ['its event', { event: 'NEW_INBOUND_CALL' }, true],
  ['another event', { event: 'HANGUP' }, false],
  ['its sequence', { sequence: 1 }, true],
  ['another sequence', { sequence: 2 }, false],
  ['another attempt', { event: 'NEW_INBOUND_CALL', attempt: 2 }, false],
])('a fault for %s', async (_name, when, hit) => {
  const faulty = withFaults(counted().functions, listed([{ when, does: { type: 'fail' } }]));
  expect((await faulty.invoke(invokeRequest())).kind).toBe(hit ? 'failed' : 'returned');
});

test('a fault is used up, and the next one takes over', async () => {
  const plan = listed([
    { when: {}, does: { type: 'fail' }, times: 1 },
    { when: {}, does: { type: 'refuse', reason: 'throttled' }, times: 1 },
  ]);
  const faulty = withFaults(counted().functions, plan);
  const kinds = [];
  for (let n = 0; n < 3; n++) kinds.push((await faulty.invoke(invokeRequest())).kind);
  expect(kinds).toEqual(['failed', 'refused', 'returned']);
});

test('drawn faults follow the numbers drawn', () => {
  const numbers = [0.05, 0.5, 0.15, 0.9, 0.9];
  const plan = drawn(
    () => numbers.shift() ?? 1,
    [
      { does: { type: 'fail' }, rate: 0.1 },
      { does: { type: 'duplicate' }, rate: 0.2 },
    ],
  );
  const request = invokeRequest();
  expect([plan(request), plan(request), plan(request)]).toEqual([{ type: 'fail' }, { type: 'duplicate' }, undefined]);
});
