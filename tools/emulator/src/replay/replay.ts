import type { SmaEvent } from '@patchbay/sma';
import type { Functions, InvokeOutcome } from '../engine/ports.ts';
import { deeperThan } from '../trace/depth.ts';
import type { Outcome, Trace, TraceEvent } from '../trace/schema.ts';
import { compareResponses, type Difference } from './compare.ts';
import type { Volatile } from './volatile.ts';

export interface ReplayOptions {
  functions: Functions;
  functionArn: string;
  /** See `volatileBy`. */
  volatileFor: (event: unknown) => Volatile;
  /** Ends the replay before the next event. */
  stop?: AbortSignal;
}

/** What a function answers now. `response` is undefined when it gave none. */
export interface Answer {
  outcome: Outcome;
  response: unknown;
  error?: string;
  logs?: readonly string[];
}

export interface ReplayedEvent {
  recorded: TraceEvent;
  verdict: 'same' | 'differs' | 'not-compared' | 'not-invoked';
  /** Why it was not compared or not invoked. */
  reason?: string;
  differences: Difference[];
  now?: Answer;
}

/** Lambda did not run the function for these, so there is nothing to ask it. */
const NEVER_RAN: readonly Outcome[] = ['throttled', 'access-denied', 'not-found', 'too-large', 'unreachable'];

/**
 * Gives every event of a trace to a function, in order and attempt by attempt, one at a time, and compares its answers
 * with the recorded ones. Each event is the recorded one, whatever was answered before: attributes and legs in it are
 * what the recorded answers led to.
 */
export async function* replay(trace: Trace, options: ReplayOptions): AsyncGenerator<ReplayedEvent> {
  const inOrder = trace.events.toSorted(
    (one, other) => one.event.Sequence - other.event.Sequence || (one.attempt ?? 1) - (other.attempt ?? 1),
  );
  for (const recorded of inOrder) {
    if (options.stop?.aborted) return;
    yield await judge(recorded, options);
  }
}

async function judge(recorded: TraceEvent, options: ReplayOptions): Promise<ReplayedEvent> {
  const { event, outcome, attempt = 1, error } = recorded;
  if (outcome !== undefined && NEVER_RAN.includes(outcome)) {
    return {
      recorded,
      verdict: 'not-invoked',
      reason: `recorded as ${outcome}: the function never ran`,
      differences: [],
    };
  }
  const { functions, functionArn } = options;
  // The function is to see what was recorded, valid or not.
  const request = { functionArn, event: event as unknown as SmaEvent, payload: JSON.stringify(event), attempt };
  const now = answerOf(await functions.invoke(request));
  if (outcome === 'failed') {
    if (now.outcome === 'failed') return { recorded, verdict: 'same', differences: [], now };
    return differing(recorded, now, [{ path: '', recorded: `failed: ${error ?? ''}`, now: now.response ?? now.error }]);
  }
  if (!('response' in recorded) && outcome !== 'returned' && outcome !== 'invalid') {
    const reason = outcome === 'timed-out' ? 'recorded without an answer in time' : 'recorded without its answer';
    return { recorded, verdict: 'not-compared', reason, differences: [], now };
  }
  if (now.outcome !== 'returned' && now.outcome !== 'invalid') {
    return differing(recorded, now, [
      { path: '', recorded: recorded.response, now: `${now.outcome}: ${now.error ?? ''}` },
    ]);
  }
  return differing(recorded, now, compareResponses(recorded.response, now.response, options.volatileFor(event)));
}

function differing(recorded: TraceEvent, now: Answer, differences: Difference[]): ReplayedEvent {
  return { recorded, verdict: differences.length === 0 ? 'same' : 'differs', differences, now };
}

function answerOf(outcome: InvokeOutcome): Answer {
  const { logs } = outcome;
  return { ...resultOf(outcome), ...(logs && { logs }) };
}

function resultOf(outcome: InvokeOutcome): Answer {
  switch (outcome.kind) {
    case 'failed':
      return { outcome: 'failed', response: undefined, error: `${outcome.errorType}: ${outcome.errorMessage}` };
    case 'refused':
      return { outcome: outcome.reason, response: undefined, error: outcome.message };
    case 'returned':
      return parsed(outcome.payload);
  }
}

function parsed(payload: string): Answer {
  try {
    const response: unknown = payload.trim() === '' ? undefined : JSON.parse(payload);
    if (!deeperThan(response)) return { outcome: 'returned', response };
    return { outcome: 'failed', response: undefined, error: 'The answer is nested too deep' };
  } catch {
    return { outcome: 'invalid', response: payload };
  }
}
