import type { Call } from '@patchbay/contracts';
import type { UserCall } from '@patchbay/repositories';

/** A call as its owner may see it. */
export function asCall({ transactionId, to, state, reason, hangupRequested, createdAt }: UserCall): Call {
  return { id: transactionId, to, state, ...(reason !== undefined && { reason }), hangupRequested, createdAt };
}
