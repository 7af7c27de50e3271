import { counted, roundsOf } from '../click-to-call/rounds.ts';
import type { Noted } from './request-handler.ts';

/** What it has taken until a moment. */
export interface Figures {
  requests: number;
  /** The longest chain of requests of which each began when the one before had been answered, whether or not it waited for it. */
  depth: number;
  seconds: number;
  /** Such as `A + 2 B`. */
  detail: string;
}

/** When so many different people had had that done for them; undefined when it never was so. */
export function momentOf(sent: readonly Noted[], operation: string, count: number): number | undefined {
  const seen = new Set<string | undefined>();
  return done(sent, operation).find(({ whom }) => seen.add(whom).size === count)?.to;
}

/** How many different people had had that done for them until a moment. */
export function doneFor(sent: readonly Noted[], operation: string, moment = Infinity): number {
  return new Set(done(sent, operation).flatMap(({ to, whom }) => (to <= moment ? [whom] : []))).size;
}

const done = (sent: readonly Noted[], operation: string): Noted[] =>
  sent.filter((each) => each.operation === operation && each.status < 300).toSorted((one, other) => one.to - other.to);

export function figuresUntil(sent: readonly Noted[], beganAt: number, moment: number): Figures {
  const until = sent.filter(({ from }) => from < moment);
  return {
    requests: until.length,
    depth: roundsOf(until).length,
    seconds: (moment - beganAt) / 1_000,
    detail: counted(until.map(({ operation }) => operation)),
  };
}
