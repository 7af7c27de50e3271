import type { Room } from './measure.ts';
import { numbersFor } from './numbers.ts';
import { createRandom } from './random.ts';
import { createWorld } from './world.ts';

/** What DynamoDB takes for a request, and how far an index of it lags behind; milliseconds. */
export const DYNAMODB = { requestMs: [3, 8], indexLagMs: [5, 30] } as const;

/** A table in memory under the same conditions, on virtual time. */
export function modelRoom(pairs: number): Room {
  return {
    use(seed, work) {
      const random = createRandom(seed);
      const { table, sleep, run } = createWorld({ random, ...DYNAMODB });
      return run(work({ table, numbers: numbersFor(pairs), random, pause: sleep, settle: () => sleep(1_000) }));
    },
  };
}
