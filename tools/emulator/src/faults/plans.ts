import type { InvokeRequest } from '../engine/ports.ts';
import type { Fault, FaultEffect, FaultMatch, FaultPlan } from './fault.ts';

/** The first listed fault that matches and is not used up. The counts belong to the plan, not to the list. */
export function listed(faults: readonly Fault[]): FaultPlan {
  const left = faults.map((fault) => ({ ...fault, times: fault.times ?? Infinity }));
  return (request) => {
    const fault = left.find(({ when, times }) => times > 0 && matches(when, request));
    if (fault) fault.times--;
    return fault?.does;
  };
}

/** Each invocation meets each effect with its own probability (0 to 1), drawn from `random`; at most one happens. */
export function drawn(random: () => number, rates: readonly { does: FaultEffect; rate: number }[]): FaultPlan {
  return () => rates.find(({ rate }) => random() < rate)?.does;
}

function matches(when: FaultMatch, { event, attempt }: InvokeRequest): boolean {
  return (
    (when.event === undefined || when.event === event.InvocationEventType) &&
    (when.sequence === undefined || when.sequence === event.Sequence) &&
    (when.attempt === undefined || when.attempt === attempt)
  );
}
