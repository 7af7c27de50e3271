import type { Invariant } from './invariant.ts';

/** An event that is delivered twice has the effects of one: whatever it did outside is not done again. */
export const oneEffect: Invariant = {
  name: 'one-effect',
  check: ({ deliveries }) =>
    deliveries
      .filter(({ addedAgain }) => addedAgain.length > 0)
      .map(({ event, addedAgain }) => ({
        kind: event,
        message: `${event} is delivered twice, and its effect happens twice: ${addedAgain.join(', ')}`,
      })),
};
