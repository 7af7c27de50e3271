import type { Calls } from '../../src/api/calls.ts';
import type { Ids } from '../../src/engine/ports.ts';
import { EngineError } from '../../src/engine/errors.ts';

/** Calls that are live from the moment they are created, ten at most. */
export function createFakeCalls(ids: Ids): Calls {
  const live = new Map<string, string>();
  return {
    create({ sipMediaApplicationId }) {
      if (live.size >= 10) throw new EngineError('ResourceLimitExceeded', 'There are 10 active calls already');
      const transactionId = ids.uuid();
      live.set(transactionId, sipMediaApplicationId);
      return { transactionId };
    },
    update({ sipMediaApplicationId, transactionId }) {
      if (live.get(transactionId) === sipMediaApplicationId) return;
      throw new EngineError('NotFound', `Transaction ${transactionId} doesn't exist for ${sipMediaApplicationId}`);
    },
  };
}
