import { failingActions } from '../../faults/action-fault.ts';
import { listed } from '../../faults/plans.ts';
import type { History } from '../history.ts';
import type { Source } from './source.ts';

/** A history that is known already. */
export function recorded(history: History): Source {
  const faults = history.calls.map((call) => listed(call.faults));
  const failures = history.calls.map((call) => failingActions(call.failures));
  let step = 0;
  return {
    history,
    fault: (call, request) => faults[call]?.(request),
    failure: (call, type, transactionId) => failures[call]?.(type, transactionId),
    next: () => history.steps[step++],
  };
}
