import type { Answer, Call, Handler } from '@patchbay/sma';

/** One event of a call, with what was stored before it. */
export interface Turn<Deps, State> {
  call: Call;
  deps: Deps;
  state: State;
}

/** Makes handlers that see the call's state. */
export function turnsOf<Deps, State>(stateOf: (call: Call) => State) {
  return (handler: (turn: Turn<Deps, State>) => Answer | Promise<Answer>): Handler<Deps> =>
    (call, deps) =>
      handler({ call, deps, state: stateOf(call) });
}
