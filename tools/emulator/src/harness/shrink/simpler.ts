import type { CallPlan, History, Step } from '../history.ts';

/** Histories with less in them, those that leave out most first. */
export function* simpler(history: History): Generator<History> {
  yield* fewerCalls(history);
  yield* fewerSteps(history);
  yield* fewerFaults(history);
  yield* fewerSwitches(history);
  yield* simplerCalls(history);
  yield* simplerSteps(history);
  if (history.seed !== 1) yield { ...history, seed: 1 };
}

function* fewerCalls(history: History): Generator<History> {
  if (history.calls.length < 2) return;
  for (const dropped of history.calls.keys()) {
    yield withoutCall(history, dropped);
    // The time that it took may matter to the others: what waited for it waits for another one.
    const other = dropped === 0 ? 1 : 0;
    const steps = history.steps.map((step) =>
      step.type === 'settle' && step.call === dropped ? { ...step, call: other } : step,
    );
    yield withoutCall({ ...history, steps }, dropped);
  }
}

function withoutCall({ calls, steps, ...rest }: History, dropped: number): History {
  const kept = steps
    .filter((step) => !('call' in step) || step.call !== dropped)
    .map((step) => ('call' in step && step.call > dropped ? { ...step, call: step.call - 1 } : step));
  return { ...rest, calls: calls.toSpliced(dropped, 1), steps: kept };
}

/** Without halves, quarters, and so on down to single steps. Calls go on being started. */
function* fewerSteps(history: History): Generator<History> {
  const { steps } = history;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length; at += size) {
      const kept = steps.filter((step, n) => n < at || n >= at + size || step.type === 'start');
      if (kept.length < steps.length) yield { ...history, steps: kept };
    }
  }
}

function* fewerFaults(history: History): Generator<History> {
  for (const [n, { faults, failures }] of history.calls.entries()) {
    const without = (change: Partial<CallPlan>): History => withCall(history, n, change);
    if (faults.length > 1) yield without({ faults: [] });
    for (const m of faults.keys()) yield without({ faults: faults.toSpliced(m, 1) });
    if (failures.length > 1) yield without({ failures: [] });
    for (const m of failures.keys()) yield without({ failures: failures.toSpliced(m, 1) });
  }
}

function* fewerSwitches(history: History): Generator<History> {
  const entries = Object.entries(history.switches);
  if (entries.length > 1) yield { ...history, switches: {} };
  for (const n of entries.keys()) yield { ...history, switches: Object.fromEntries(entries.toSpliced(n, 1)) };
}

function* simplerCalls(history: History): Generator<History> {
  for (const [n, { ends, start }] of history.calls.entries()) {
    if (ends !== 'LEG-A') yield withCall(history, n, { ends: 'LEG-A' });
    if (start.type === 'inbound' && start.sipHeaders) {
      const { sipHeaders, ...plain } = start;
      yield withCall(history, n, { start: plain });
    }
    if (start.type === 'world' && start.createCall) {
      const { createCall, ...plain } = start;
      yield withCall(history, n, { start: plain });
    }
  }
}

function* simplerSteps(history: History): Generator<History> {
  const { steps } = history;
  for (const [n, step] of steps.entries()) {
    for (const simple of simplerStep(step)) yield { ...history, steps: steps.with(n, simple) };
  }
}

function* simplerStep(step: Step): Generator<Step> {
  switch (step.type) {
    case 'press':
      for (let at = 0; at < step.keys.length && step.keys.length > 1; at++) {
        yield { ...step, keys: step.keys.slice(0, at) + step.keys.slice(at + 1) };
      }
      return;
    case 'wait':
      yield { type: 'settle', call: 0 };
      if (step.ms > 1_000) yield { ...step, ms: 1_000 };
      return;
    case 'voicemail':
    case 'busy':
      yield { ...step, type: step.type === 'busy' ? 'reject' : 'answer' };
      return;
    default:
      return;
  }
}

function withCall(history: History, n: number, change: Partial<CallPlan>): History {
  const call = history.calls[n];
  return call ? { ...history, calls: history.calls.with(n, { ...call, ...change }) } : history;
}
