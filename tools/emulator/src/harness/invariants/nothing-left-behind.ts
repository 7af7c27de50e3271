import type { Invariant } from './invariant.ts';

/** What calls have claimed, opened or joined is given back when they are over. */
export const nothingLeftBehind: Invariant = {
  name: 'nothing-left-behind',
  check: ({ leftovers }) =>
    leftovers.length === 0
      ? []
      : [{ kind: 'leftover', message: `all calls are over, and this is left behind: ${leftovers.join(', ')}` }],
};
