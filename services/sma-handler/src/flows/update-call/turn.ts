import type { Answer } from '@patchbay/sma';
import { type Turn as AnyTurn, turnsOf } from '../turn.ts';
import type { UpdateCallDeps } from './deps.ts';
import { type State, stateOf } from './state.ts';

export type Turn = AnyTurn<UpdateCallDeps, State>;

export const turn = turnsOf<UpdateCallDeps, State>(stateOf);

type Whole = Exclude<Answer, readonly unknown[]>;

/** An answer as an object, with more attributes. */
export function answer(given: Answer, attributes: NonNullable<Whole['attributes']> = {}): Whole {
  const whole: Whole = 'actions' in given || 'attributes' in given ? given : { actions: given as never };
  return { ...whole, attributes: { ...whole.attributes, ...attributes } };
}
