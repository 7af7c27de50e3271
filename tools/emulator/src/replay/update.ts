import type { Trace, TraceEvent } from '../trace/schema.ts';
import type { ReplayedEvent } from './replay.ts';

/** The trace with today's answers where they differ, or where none was recorded; all else is kept as it was. */
export function updated(trace: Trace, replayed: readonly ReplayedEvent[]): Trace {
  const byEvent = new Map(replayed.map((one) => [one.recorded, one]));
  return { ...trace, events: trace.events.map((event) => answered(event, byEvent.get(event))) };
}

function answered(event: TraceEvent, replayed: ReplayedEvent | undefined): TraceEvent {
  const { verdict, now } = replayed ?? {};
  const missing = verdict === 'not-compared' && event.outcome !== 'timed-out';
  if (!now || !(verdict === 'differs' || missing)) return event;
  const { response: _response, error: _error, ...kept } = event;
  const { outcome, response, error } = now;
  return {
    ...kept,
    ...(response !== undefined && { response }),
    outcome,
    ...(error !== undefined && { error }),
  };
}
