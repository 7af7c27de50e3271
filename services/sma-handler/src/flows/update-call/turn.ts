import type { Answer, Call, Handler } from '@patchbay/sma';
import type { UpdateCallDeps } from './deps.ts';
import { type State, stateOf } from './state.ts';

/** One event of a call, with what was stored before it. */
export interface Turn {
  call: Call;
  deps: UpdateCallDeps;
  state: State;
}

/** A handler that sees the call's state. */
export function turn(handler: (turn: Turn) => Answer | Promise<Answer>): Handler<UpdateCallDeps> {
  return (call, deps) => handler({ call, deps, state: stateOf(call) });
}

type Whole = Exclude<Answer, readonly unknown[]>;

/** An answer as an object, with more attributes. */
export function answer(given: Answer, attributes: NonNullable<Whole['attributes']> = {}): Whole {
  const whole: Whole = 'actions' in given || 'attributes' in given ? given : { actions: given as never };
  return { ...whole, attributes: { ...whole.attributes, ...attributes } };
}
