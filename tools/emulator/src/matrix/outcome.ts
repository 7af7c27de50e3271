import { eventsOf } from '../script/expect/check.ts';
import type { Failure } from '../testing/result.ts';
import type { CallRecord } from '../trace/recorder.ts';
import { toJson } from '../trace/to-json.ts';

/** What people and the function noticed of the calls of a script: nothing in it is an identifier or a time. */
export interface Outcome {
  heard: readonly string[];
  legs: readonly string[];
  events: readonly string[];
  diagnostics: readonly string[];
  /** Why the script did not go as it should. */
  broken: string | undefined;
}

export function outcomeOf(records: readonly CallRecord[], [failure]: readonly Failure[]): Outcome {
  const calls = records.map(toJson);
  return {
    heard: calls.flatMap(({ heard }) =>
      Object.entries(heard).flatMap(([number, sounds]) => sounds.map(({ text }) => `${number} "${text}"`)),
    ),
    legs: calls.flatMap(({ legs }) =>
      legs.map(
        ({ tag, to, state, sipCode }) => `${tag} to ${to} ${state}${sipCode === undefined ? '' : ` ${sipCode}`}`,
      ),
    ),
    events: calls.flatMap(eventsOf),
    diagnostics: calls.flatMap((call) => call.diagnostics.map(({ code }) => code)),
    broken: failure && `${failure.title}: ${failure.message}`,
  };
}

const COMPARED = ['heard', 'legs', 'events', 'diagnostics'] as const;

/** What differs first, in words; undefined when nothing does. */
export function difference(usual: Outcome, other: Outcome): string | undefined {
  for (const what of COMPARED) {
    const [a, b] = [usual[what], other[what]];
    const index = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, n) => a[n] !== b[n]);
    if (index >= 0) return `${what}: ${b[index] ?? 'nothing'} instead of ${a[index] ?? 'nothing'}`;
  }
  return undefined;
}
