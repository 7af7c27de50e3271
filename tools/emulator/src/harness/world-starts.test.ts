import { describe, expect, test } from '@jest/globals';
import { clickToCall } from '../../test/harness/click-to-call.ts';
import { EngineError } from '../engine/errors.ts';
import { explore, replay } from './explore.ts';
import type { FlowUnderTest, World } from './flow-under-test.ts';
import type { History, WorldStart } from './history.ts';
import { printHistory, printViolation } from './print/print-violation.ts';
import { toWords } from './print/to-words.ts';

describe('click to call', () => {
  test('that is right survives 500 histories', async () => {
    const { histories, events, violations } = await explore({ flow: clickToCall(), histories: 500 });
    expect(violations.map(printViolation)).toEqual([]);
    expect(histories).toBe(500);
    expect(events).toBeGreaterThan(1_500);
  });

  test('that leaves the leg in the meeting connected is found, shrunk and told', async () => {
    const first = await explore({ flow: clickToCall('meeting-leg-left'), seed: 2 });
    const second = await explore({ flow: clickToCall('meeting-leg-left'), seed: 2 });
    expect(second).toEqual(first);
    const [violation] = first.violations;
    expect(violation).toMatchObject({ invariant: 'no-leg-left', breach: { kind: 'survivor' } });
    const { history, words, script } = violation!;
    expect(history.calls).toHaveLength(1);
    expect(history.steps.length).toBeLessThanOrEqual(4);
    expect(words).toMatch(
      /^it begins with POST \/calls with {"to":"\+12065550142"}\.\n(.*\n)*Then LEG-A, the survivor/,
    );
    expect(script).toContain(
      '# The call begins with POST /calls with {"to":"+12065550142"}, which a script cannot do.',
    );
    const { breaches } = await replay(history, { flow: clickToCall('meeting-leg-left') });
    expect(breaches).toContainEqual(expect.objectContaining({ invariant: 'no-leg-left' }));
  });

  test('that leaves the meeting is found', async () => {
    const { violations } = await explore({ flow: clickToCall('meeting-left') });
    expect(violations).toMatchObject([{ invariant: 'nothing-left-behind', history: { steps: [{ type: 'start' }] } }]);
  });
});

const OURS = '+12065550100';

/** A flow that speaks and hangs up, in a world with these starts; `placed` gets what came of each attempt. */
function flow(starts: NonNullable<World['starts']>): FlowUnderTest {
  return {
    name: 'small',
    starts: [{ type: 'world', name: 'it begins' }],
    open: () => ({ handler: () => ({ SchemaVersion: '1.0', Actions: [] }), starts }),
  };
}

function history(starts: readonly WorldStart[], more: Partial<History> = {}): History {
  const calls = starts.map((start) => ({ start, faults: [], failures: [], ends: 'LEG-A' as const }));
  return { seed: 1, switches: {}, calls, steps: calls.map((_, call) => ({ type: 'start', call })), ...more };
}

describe('a start in the world', () => {
  const asynchronous: FlowUnderTest = {
    ...flow({}),
    open: ({ createCall }) => ({
      handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
      starts: {
        'it begins': async ({ to = '' }) => {
          await new Promise((resolve) => setImmediate(resolve));
          if (to !== 'nobody') for (const each of to.split(' ')) createCall({ from: OURS, to: each });
        },
      },
    }),
  };
  const begins = (to: string): WorldStart => ({ type: 'world', name: 'it begins', arguments: { to } });

  test('makes the planned call of the first one that it creates, however long it takes', async () => {
    const starts = [begins('+12065550141 +12065550142'), begins('+12065550143')];
    const { run } = await replay(history(starts), { flow: asynchronous });
    expect(run.views.map((view) => view?.leg('LEG-A')?.to)).toEqual(['+12065550141', '+12065550143', '+12065550142']);
    expect(run.done.filter(({ step }) => step.type === 'start').map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('that creates none leaves its place empty, and is told', async () => {
    const starts = [begins('nobody'), begins('+12065550143')];
    const steps: History['steps'] = [
      { type: 'start', call: 0 },
      { type: 'settle', call: 0 },
      { type: 'press', call: 0, by: 'LEG-A', keys: '1' },
      { type: 'start', call: 1 },
    ];
    const { run } = await replay(history(starts, { steps }), { flow: asynchronous });
    expect(run.views.map((view) => view?.leg('LEG-A')?.to)).toEqual([undefined, '+12065550143']);
    expect(toWords(run, { kind: '', message: 'nothing' })).toBe(
      [
        'Call 1: it begins with it begins with {"to":"nobody"}, of which no call comes.',
        'Call 2: it begins with it begins with {"to":"+12065550143"}.',
        'Call 2: the person called hangs up.',
        'Then nothing.',
      ].join('\n'),
    );
    expect(printHistory(run)).toContain('# The call begins with it begins with {"to":"nobody"}, which a script');
  });

  test('is drawn once, whether a call comes of it or not', async () => {
    let begun = 0;
    const { histories } = await explore({ flow: flow({ 'it begins': () => void begun++ }), histories: 50 });
    expect(histories).toBe(50);
    expect(begun).toBeGreaterThanOrEqual(50);
    expect(begun).toBeLessThanOrEqual(150);
  });

  test('that fails by itself ends the exploration, and so does one that is not there', async () => {
    const broken = flow({ 'it begins': () => Promise.reject(new Error('no database')) });
    await expect(explore({ flow: broken })).rejects.toThrow('no database');
    await expect(explore({ flow: flow({}) })).rejects.toThrow('small: its world has no start "it begins".');
  });

  test.each([
    ['throttled', new EngineError('Throttled', 'Service received too many requests'), 0],
    ['quota-exceeded', new EngineError('ResourceLimitExceeded', 'Too many active calls.'), 0],
    ['answer-lost', expect.objectContaining({ code: 'ECONNRESET' }), 1],
  ] as const)('whose call is %s', async (createCall, error, calls) => {
    const failures: unknown[] = [];
    const careful: FlowUnderTest = {
      ...flow({}),
      open: (outside) => ({
        handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
        starts: {
          'it begins': () => {
            try {
              outside.createCall({ from: OURS, to: '+12065550143' });
            } catch (failure) {
              failures.push(failure);
            }
          },
        },
      }),
    };
    const { run } = await replay(history([{ type: 'world', name: 'it begins', createCall }]), { flow: careful });
    expect(failures).toEqual([error]);
    expect(run.views.filter((view) => view !== undefined)).toHaveLength(calls);
  });
});
