import { E164 } from '@patchbay/sma';
import type { Claim, Pair, PairStore } from '@patchbay/repositories';

/** Whose call a contact is. */
export type Found =
  { found: 'true'; pair: Pair; claim: Claim } | { found: 'stale' | 'false'; pair?: undefined; claim?: undefined };

/**
 * The call behind what Connect sees of it: who seems to call, and which number. `stale`: the pair is ours, but no call
 * has it, or not any more. Whatever else comes in is `false`.
 */
export async function findCall(
  parameters: Readonly<Record<string, string>>,
  pairs: Pick<PairStore, 'get'>,
): Promise<Found> {
  const { CallingNumber: smaNumber = '', CalledNumber: connectNumber = '' } = parameters;
  if (!E164.test(smaNumber) || !E164.test(connectNumber)) return { found: 'false' };
  const pair = { smaNumber, connectNumber };
  const state = await pairs.get(pair);
  if (!state) return { found: 'false' };
  return state.claim ? { found: 'true', pair, claim: state.claim } : { found: 'stale' };
}
