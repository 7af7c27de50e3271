import { type Action, type Answer, sayAs, ssml } from '@patchbay/sma';
import { hangUpCaller } from '../caller.ts';
import { ask, type Asked, say, tell } from './prompts.ts';
import { type State, store } from './state.ts';
import type { Turn } from './turn.ts';

/** Somebody who has heard the menu this often is no person, or not helped by it. */
const MAX_ROUNDS = 20;
const CHOICE: Asked = { min: 1, max: 1, regex: '^[1-6]$', tries: 3, waitMs: 5_000, betweenMs: 1_000 };

/** Who calls is told the number that he calls from, then has the choice. */
export function welcome(turn: Turn): Answer {
  const from = turn.call.legA?.from ?? '';
  const number = /^\+\d+$/.test(from)
    ? ssml`You are calling from ${sayAs.telephone(from)}.`
    : ssml`Your number is not shown to us.`;
  return toMenu(turn, [...say(turn, 'welcome'), tell(turn, String(number), 'ssml')]);
}

/** Back to the menu, after `first`. */
export function toMenu(turn: Turn, first: readonly Action[] = [], changes: Partial<State> = {}): Answer {
  const rounds = turn.state.rounds + 1;
  if (rounds > MAX_ROUNDS) return goodbye(turn);
  return {
    actions: [...first, ask(turn, 'menu', CHOICE)],
    attributes: store({ step: 'menu', rounds, tries: 0, job: undefined, ...changes }),
  };
}

export function goodbye(turn: Turn): Answer {
  return [...say(turn, 'goodbye'), hangUpCaller(turn.call)];
}
