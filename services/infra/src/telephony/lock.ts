import type { Lock } from '@patchbay/custom-resource';
import type { Requests } from '@patchbay/repositories';

/** Seconds after which whoever has not released is gone: longer than the function may take. */
export const LOCK_S = 900;

/** A lock in the table of requests, whose patience is `LOCK_S`. */
export function lockIn(requests: Requests): Lock {
  return {
    take: async (name) => (await requests.begin(name, 'lock')).state === 'ours',
    release: (name) => requests.forget(name),
  };
}
