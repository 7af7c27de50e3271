import { describe, expect, test } from '@jest/globals';
import { createEmulator } from '../src/emulator.ts';
import { failingActions } from '../src/faults/action-fault.ts';
import { listed } from '../src/faults/plans.ts';
import { withFaults } from '../src/faults/with-faults.ts';
import { explore, replay } from '../src/harness/explore.ts';
import { printViolation } from '../src/harness/print/print-violation.ts';
import type { Violation } from '../src/harness/violation.ts';
import { inProcess } from '../src/lambda/in-process.ts';
import { parseScript } from '../src/script/parse.ts';
import { runScript } from '../src/script/run.ts';
import { type Bug, desk } from './harness/desk.ts';
import { switchboardUnderTest } from './harness/switchboard.ts';

const BUGS: readonly [Bug, string, RegExp][] = [
  ['eleven-actions', 'valid-response', /Actions must be at most 10 actions \(is 11 actions\)/],
  ['stranded', 'no-leg-left', /LEG-[AB], the survivor of its bridge, stays connected and is billed/],
  ['leaked-claim', 'nothing-left-behind', /this is left behind: a claimed number/],
  ['first-participant', 'no-exception', /the function fails on HANGUP with TypeError: The caller is not known/],
  ['sent-twice', 'one-effect', /ACTION_SUCCESSFUL is delivered twice, and its effect happens twice: text message/],
  ['shared-state', 'isolation', /call \d gets another answer to ACTION_SUCCESSFUL than when it runs alone/],
];

/** What a script finds wrong, run as `patchbay call --script` runs it. */
async function runPrinted(bug: Bug, { script: source, history }: Violation) {
  const script = parseScript(source, 'printed.yaml');
  const [plan] = history.calls;
  if (plan?.start.type !== 'inbound') throw new Error('The call is not placed by a caller');
  const outside = { createCall: none, updateCall: none } as never;
  const world = await desk(bug).open(outside);
  const emulator = createEmulator({
    functions: withFaults(inProcess(world.handler ?? none), listed(script.faults ?? [])),
    switches: script.switches ?? {},
    failAction: failingActions(script.failures ?? []),
  });
  const caller = emulator.phone(plan.start.from);
  const { transactionId } = caller.dial(plan.start.to);
  await runScript(script, emulator, { caller });
  await emulator.passUntil(() => emulator.call(transactionId)?.endedAt !== undefined, 60_000);
  const entries = emulator.call(transactionId)?.entries ?? [];
  const codes = entries.flatMap((entry) => (entry.type === 'diagnostic' ? [entry.code] : []));
  return { codes, leftovers: await world.leftovers?.(), effects: world.effects?.(transactionId) };
}

function none(): never {
  throw new Error('not to be called');
}

describe.each(BUGS)('a flow with %s', (bug, invariant, message) => {
  test(`breaks ${invariant} within 2,000 histories, the same way each time`, async () => {
    const first = await explore({ flow: desk(bug) });
    const second = await explore({ flow: desk(bug) });

    const [violation] = first.violations;
    expect(violation).toMatchObject({ invariant, breach: { message: expect.stringMatching(message) } });
    expect(second).toEqual(first);
  });

  test('is shrunk to a few steps, which break it again', async () => {
    const [violation] = (await explore({ flow: desk(bug), seed: 2 })).violations;
    const { history } = violation!;
    const { breaches } = await replay(history, { flow: desk(bug) });

    expect(breaches).toContainEqual(expect.objectContaining({ invariant }));
    expect(history.steps.length).toBeLessThanOrEqual(9);
    expect(Object.keys(history.switches).length).toBeLessThanOrEqual(1);
    expect(history.calls.flatMap(({ faults, failures }) => [...faults, ...failures]).length).toBeLessThanOrEqual(1);
    expect(printViolation(violation!)).toMatch(message);
  });
});

test.each<[Bug, object]>([
  ['eleven-actions', { codes: expect.arrayContaining(['too-many-actions']) }],
  ['stranded', { codes: expect.arrayContaining(['survivor-left-connected']) }],
  ['leaked-claim', { leftovers: ['a claimed number'] }],
  ['first-participant', { codes: expect.arrayContaining(['function-error']) }],
  ['sent-twice', { effects: ['text message', 'text message'] }],
])('the script that is printed reproduces %s', async (bug, seen) => {
  const [violation] = (await explore({ flow: desk(bug), seed: 4 })).violations;

  expect(await runPrinted(bug, violation!)).toMatchObject(seen);
});

test.each([
  ['a handler', desk()],
  ['a flow on the router', switchboardUnderTest()],
])('%s that is right survives 2,000 histories', async (_, flow) => {
  const { histories, events, violations } = await explore({ flow });

  expect(violations.map(printViolation)).toEqual([]);
  expect(histories).toBe(2_000);
  expect(events).toBeGreaterThan(5_000);
});
