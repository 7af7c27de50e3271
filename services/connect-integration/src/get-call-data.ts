import type { ConnectAnswer, ConnectRequest } from '@patchbay/lambda';
import type { PairStore } from '@patchbay/repositories';
import { E164, escapeSsml } from '@patchbay/sma';
import { otherTexts } from './data.ts';
import { findCall } from './pair.ts';

/** Names of a claim's data that are not passed on as they are. */
const OWN = ['original_calling_number', 'sip_media_application_id'];
/** Names of the answer that no call may set. */
const TAKEN = ['found', 'caller_known', 'spoken_calling_number'];
/** With what else is in it, the answer stays below Connect's 32 KB. */
const MAX_DATA_BYTES = 24 * 1024;

const NOBODY = { caller_known: 'false', original_calling_number: '', spoken_calling_number: '' };

/**
 * Tells a contact flow about the call that is bridged to it: `found` (true, false, stale), `original_calling_number` as
 * it came, `spoken_calling_number` to be put into SSML, `caller_known`, and what else the call told about itself.
 * Rejects with what DynamoDB throws.
 */
export async function getCallData(
  { parameters }: ConnectRequest,
  { pairs }: { pairs: Pick<PairStore, 'get'> },
): Promise<ConnectAnswer> {
  const { found, claim } = await findCall(parameters, pairs);
  if (!claim) return { outcome: found, external: { found, ...NOBODY } };
  const caller = claim.data['original_calling_number'] ?? '';
  const data = otherTexts(claim.data, [...OWN, ...TAKEN], MAX_DATA_BYTES);
  return {
    outcome: data ? found : 'true, without data that Connect would not take',
    external: {
      ...data,
      found,
      caller_known: String(E164.test(caller)),
      original_calling_number: caller,
      spoken_calling_number: escapeSsml(caller),
    },
  };
}
