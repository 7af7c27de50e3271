import { type Turn as AnyTurn, turnsOf } from '../turn.ts';
import type { IvrDeps } from './deps.ts';
import { type State, stateOf } from './state.ts';

export type Turn = AnyTurn<IvrDeps, State>;

export const turn = turnsOf<IvrDeps, State>(stateOf);
