import type { Outcome, Trace, TraceEvent } from '../trace/schema.ts';
import { diagnostics } from '../trace/diagnostics.ts';
import type { Invocation } from './invocation.ts';
import { endOf, legsOf } from './legs.ts';

/** What the service's own log says about a call. */
export interface ServiceMessage {
  transactionId: string;
  time?: number;
  text: string;
}

/** One trace a call: events in the order of their sequence, and deliveries of the same event as attempts. */
export function tracesOf(invocations: readonly Invocation[], messages: readonly ServiceMessage[]): Trace[] {
  const calls = Map.groupBy(invocations, ({ event }) => event?.value.CallDetails.TransactionId ?? '');
  const said = Map.groupBy(messages, ({ transactionId }) => transactionId);
  return [...calls].map(([transactionId, ofCall]) => traceOf(transactionId, ofCall, said.get(transactionId) ?? []));
}

function traceOf(transactionId: string, invocations: readonly Invocation[], said: readonly ServiceMessage[]): Trace {
  const inOrder = invocations.toSorted((one, other) => {
    return sequenceOf(one) - sequenceOf(other) || (timeOf(one) ?? 0) - (timeOf(other) ?? 0);
  });
  const times = [...inOrder.map(timeOf), ...said.map(({ time }) => time)].filter((time) => time !== undefined);
  const startedAt = times.reduce((first, time) => Math.min(first, time), Infinity);
  const since = (time: number | undefined): number => (time === undefined ? 0 : time - startedAt);
  const attempts = new Map<number, number>();
  const events = inOrder.flatMap((invocation) => {
    const attempt = (attempts.get(sequenceOf(invocation)) ?? 0) + 1;
    attempts.set(sequenceOf(invocation), attempt);
    return invocation.event ? [eventOf(invocation, invocation.event, attempt, since(invocation.event.time))] : [];
  });
  const ended = endOf(events);
  return {
    transactionId,
    events,
    legs: legsOf(events),
    heard: {},
    diagnostics: said.map(({ text, time }) => diagnosticOf(text, since(time))),
    ...(ended && { ended }),
  };
}

function eventOf(
  { response, error, durationMs = 0 }: Invocation,
  { value }: NonNullable<Invocation['event']>,
  attempt: number,
  at: number,
): TraceEvent {
  const outcome: Outcome = error !== undefined ? 'failed' : response ? 'returned' : 'not-logged';
  return {
    at,
    event: value,
    ...(response && error === undefined && { response: response.value }),
    durationMs,
    attempt,
    outcome,
    ...(error !== undefined && { error }),
  };
}

function diagnosticOf(message: string, at: number): NonNullable<Trace['diagnostics']>[number] {
  const { level, whatToDo } = diagnostics['service-message'];
  return { at, code: 'service-message', level, message, whatToDo };
}

function sequenceOf({ event }: Invocation): number {
  return event?.value.Sequence ?? 0;
}

function timeOf({ event }: Invocation): number | undefined {
  return event?.time;
}
