import type { Answer, Call, Handler } from '@patchbay/sma';
import type { IvrDeps } from './deps.ts';
import { type State, stateOf } from './state.ts';

/** One event of a call, with what was stored before it. */
export interface Turn {
  call: Call;
  deps: IvrDeps;
  state: State;
}

/** A handler that sees the call's state. */
export function turn(handler: (turn: Turn) => Answer | Promise<Answer>): Handler<IvrDeps> {
  return (call, deps) => handler({ call, deps, state: stateOf(call) });
}
