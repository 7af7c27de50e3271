import type { LiveCall as SeenCall } from '@patchbay/contracts';
import { isMuted, type Conference, type LiveCall } from '@patchbay/repositories';

/**
 * A caller of a conference as operators may see one.
 * @param conference what holds in it for everybody; empty when it has closed
 */
export function asLiveCall(call: LiveCall, conference: Pick<Conference, 'everyone'>): SeenCall {
  const { transactionId, conferenceId, from, state, since } = call;
  return { transactionId, conferenceId, number: masked(from), state, muted: isMuted(call, conference), since };
}

/** A withheld number comes as a word. */
function masked(from: string): string {
  return `***${/\d\d$/.exec(from)?.[0] ?? ''}`;
}
