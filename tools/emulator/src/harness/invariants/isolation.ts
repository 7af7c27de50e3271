import type { History, Step } from '../history.ts';
import type { Run } from '../run/run.ts';
import type { Breach, Invariant } from './invariant.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Calls that run at the same time in one process know nothing of each other: each gets the responses that it gets
 * alone. Only for flows that are declared deterministic.
 */
export const isolation: Invariant = {
  name: 'isolation',
  check: async (run, replay) => {
    const { flow, history, views } = run;
    if (!flow.deterministic || history.calls.length < 2) return [];
    const breaches: Breach[] = [];
    for (const [index, view] of views.slice(0, history.calls.length).entries()) {
      if (!view) continue;
      const together = responses(run, index);
      const alone = responses(await replay(only(run, index)), 0);
      const differs = together.findIndex(({ response }, n) => response !== alone[n]?.response);
      const found = together[differs];
      if (!found) continue;
      breaches.push({
        kind: found.event,
        message: `call ${index + 1} gets another answer to ${found.event} than when it runs alone: ${found.response} instead of ${alone[differs]?.response ?? 'none'}`,
      });
    }
    return breaches;
  },
};

/** What the function answered in one call, in order. Identifiers differ from run to run: the n-th one becomes `#n`. */
function responses({ views, deliveries }: Run, index: number): { event: string; response: string }[] {
  const transactionId = views[index]?.transactionId;
  const names = new Map<string, string>();
  const rename = (id: string): string => {
    const name = names.get(id) ?? `#${names.size + 1}`;
    names.set(id, name);
    return name;
  };
  return deliveries
    .filter((delivery) => delivery.transactionId === transactionId)
    .map(({ event, outcome }) => ({
      event,
      response: outcome.kind === 'returned' ? outcome.payload.replace(UUID, rename) : outcome.kind,
    }));
}

/** The history of one call by itself, at the same times. What was done in other calls still takes its turn. */
function only({ history, done }: Run, index: number): History {
  const call = history.calls[index];
  const planned = done.slice(0, done.length - trailing(history, done));
  const steps = planned.map(({ step, from, to }): Step => {
    if (step.type === 'wait' || step.type === 'settle') return { type: 'wait', ms: to - from };
    return step.call === index ? { ...step, call: 0 } : { type: 'move', call: -1, name: '' };
  });
  return { ...history, calls: call ? [call] : [], steps };
}

/** How many of the things done belong to the end, which every run makes for itself. */
function trailing({ steps }: History, done: Run['done']): number {
  const last = done.findLastIndex(({ step }) => steps.includes(step));
  return done.length - 1 - last;
}
