import type { Invariant } from './invariant.ts';

/** The function answers every event: it does not throw, exit, or run out of its own time. Injected failures don't count. */
export const noException: Invariant = {
  name: 'no-exception',
  check: ({ deliveries, world }) => [
    ...deliveries.flatMap(({ outcome, event, attempt }) => {
      if (outcome.kind === 'returned') return [];
      const again = attempt > 1 ? ' delivered again' : '';
      return outcome.kind === 'failed'
        ? [
            {
              kind: `${outcome.errorType} on ${event}`,
              message: `the function fails on ${event}${again} with ${outcome.errorType}: ${outcome.errorMessage}`,
            },
          ]
        : [{ kind: outcome.reason, message: `the function could not be invoked: ${outcome.message}` }];
    }),
    ...(world.errors?.() ?? []).map((error) => ({ kind: error, message: `the flow reports an error: ${error}` })),
  ],
};
