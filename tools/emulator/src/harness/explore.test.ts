import { describe, expect, test } from '@jest/globals';
import type { Action, SmaEvent, SmaResponse } from '@patchbay/sma';
import { explore, replay } from './explore.ts';
import type { FlowUnderTest, World } from './flow-under-test.ts';
import type { History } from './history.ts';
import { invariants } from './invariants/index.ts';

const CALLER = '+12065550101';
const OURS = '+12065550100';

/** Answers the first event with a word, and everything else with what is given. */
function flow(answer: (event: SmaEvent) => Action[], world: Partial<World> = {}, more: Partial<FlowUnderTest> = {}) {
  const handler = (event: SmaEvent): SmaResponse => ({
    SchemaVersion: '1.0',
    Actions:
      event.InvocationEventType === 'NEW_INBOUND_CALL'
        ? [{ Type: 'Speak', Parameters: { Text: 'Hello.' } }]
        : answer(event),
  });
  return {
    name: 'small',
    starts: [{ type: 'inbound', from: CALLER, to: OURS }],
    open: () => ({ handler, ...world }),
    ...more,
  } satisfies FlowUnderTest;
}

const hangUp = (event: SmaEvent): Action[] =>
  event.CallDetails.Participants.some(({ Status }) => Status !== 'Disconnected')
    ? [{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }]
    : [];

const ONE_CALL: History = {
  seed: 1,
  switches: {},
  calls: [{ start: { type: 'inbound', from: CALLER, to: OURS }, faults: [], failures: [], ends: 'LEG-A' }],
  steps: [{ type: 'start', call: 0 }],
};

describe('a caller who is left in silence', () => {
  test('is found', async () => {
    const { violations } = await explore({ flow: flow(() => []) });
    expect(violations).toMatchObject([{ invariant: 'no-leg-left', breach: { kind: 'silence' } }]);
  });

  test('is as it should be where the flow says that he waits', async () => {
    const waiting = flow(() => [], {}, { waits: (call) => call.leg('LEG-A')?.bridged === false });
    expect(await explore({ flow: waiting, histories: 200 })).toMatchObject({ histories: 200, violations: [] });
  });

  test('is tolerated for as long as one says', async () => {
    const patient: History = { ...ONE_CALL, steps: [...ONE_CALL.steps, { type: 'wait', ms: 60_000 }] };
    const kinds = async (graceMs: number) =>
      (await replay(patient, { flow: flow(() => []), graceMs })).breaches.map(({ breach }) => breach.kind);
    expect([await kinds(55_000), await kinds(65_000)]).toEqual([['silence'], []]);
  });
});

describe('what is left behind', () => {
  test('is found', async () => {
    const leaky = flow(hangUp, { leftovers: async () => ['a seat'] });
    const { violations } = await explore({ flow: leaky });
    expect(violations).toMatchObject([
      { invariant: 'nothing-left-behind', breach: { message: expect.stringContaining('a seat') }, history: ONE_CALL },
    ]);
  });

  test('is not blamed on a function that was not told of the end', async () => {
    const unreachable: History = {
      ...ONE_CALL,
      calls: ONE_CALL.calls.map((call) => ({
        ...call,
        faults: [{ when: { event: 'HANGUP' }, does: { type: 'refuse', reason: 'throttled' } }],
      })),
    };
    const leaky = flow(hangUp, { leftovers: () => ['a seat'] });
    expect((await replay(unreachable, { flow: leaky })).breaches).toEqual([]);
  });
});

test('a call that is created again for the same event is a second effect', async () => {
  const callsTwice: FlowUnderTest = {
    ...flow(hangUp),
    open: (outside) => ({
      handler: (event: SmaEvent): SmaResponse => {
        const first = event.InvocationEventType === 'NEW_INBOUND_CALL';
        if (first) outside.createCall({ from: OURS, to: '+12065550142' });
        const speak: Action = { Type: 'Speak', Parameters: { Text: 'We will call them.' } };
        return { SchemaVersion: '1.0', Actions: first ? [speak] : hangUp(event) };
      },
    }),
  };
  const { violations } = await explore({ flow: callsTwice });
  expect(violations).toMatchObject([{ invariant: 'one-effect' }]);
  expect(violations[0]?.words).toContain('its effect happens twice: calls +12065550142');
});

test('errors that a flow has caught count, and invariants can be added', async () => {
  const quiet = flow(hangUp, { errors: () => ['release-failed'] });
  const never = { name: 'never-calls', check: () => [{ kind: 'call', message: 'there is a call' }] };
  const { violations } = await explore({
    flow: quiet,
    invariants: [...invariants, never],
    stopAfter: 3,
    histories: 20,
  });
  expect(violations.map(({ invariant }) => invariant)).toEqual(['no-exception', 'never-calls']);
});

test('what happens by itself in the world of a flow is drawn', async () => {
  const moved: string[] = [];
  const world = { moves: { 'the meeting ends': (transactionId: string) => void moved.push(transactionId) } };
  await explore({ flow: flow(hangUp, world), histories: 200 });
  expect(moved.length).toBeGreaterThan(0);
});

test('a world without a function is told apart', async () => {
  const empty: FlowUnderTest = { name: 'empty', starts: ONE_CALL.calls.map(({ start }) => start), open: () => ({}) };
  await expect(explore({ flow: empty })).rejects.toThrow('empty: its world has neither a handler nor functions.');
});

test('another seed draws other histories', async () => {
  const events = async (seed: number) => (await explore({ flow: flow(hangUp), histories: 30, seed })).events;
  expect(await events(7)).toBe(await events(7));
  expect(new Set([await events(1), await events(2), await events(3)]).size).toBeGreaterThan(1);
});
