import { type Turn as AnyTurn, turnsOf } from '../turn.ts';
import type { MeetingDialerDeps } from './deps.ts';
import { type State, stateOf } from './state.ts';

export type Turn = AnyTurn<MeetingDialerDeps, State>;

export const turn = turnsOf<MeetingDialerDeps, State>(stateOf);

/** What is done beside the call; undefined where it fails, which is told. */
export async function beside<T>({ deps }: Turn, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    deps.report(error);
    return undefined;
  }
}
