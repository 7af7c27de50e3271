import type { Voice } from '@patchbay/chime';
import type { TransferDecision, TransferRequest } from '@patchbay/dial-policy';
import type { ConnectAnswer, ConnectRequest } from '@patchbay/lambda';
import type { PairStore } from '@patchbay/repositories';
import { otherTexts } from './data.ts';
import { findCall } from './pair.ts';

export interface TransferCallDeps {
  pairs: Pick<PairStore, 'get' | 'mark' | 'unmark'>;
  voice: Pick<Voice, 'updateCall'>;
  /** Whether a call may be transferred there. How often, is up to the call, which dials. */
  checkTransfer(request: TransferRequest): Promise<TransferDecision>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Parameters with a meaning here; all others are passed on to the call. */
const OWN = ['CallingNumber', 'CalledNumber', 'TargetType', 'Target', 'VoiceConnectorArn'];
/** The call keeps them as one attribute, of which the strictest limit is 1,024 characters. */
const MAX_DATA_BYTES = 1_000;

/**
 * Has a call taken back from Connect and sent elsewhere. `transfer` tells what became of it: `requested`; `unknown`,
 * `stale` or `ended` for a call that is not, or no longer, there; `refused` with a `reason` for a target or data that
 * can't be; `failed` with a `reason` if the call could not be asked. A repeated request has no other effect than the
 * first: the pair is marked once, and the call takes only the first update. Rejects with what DynamoDB throws.
 */
export async function transferCall(
  { parameters }: ConnectRequest,
  { pairs, voice, now, checkTransfer }: TransferCallDeps,
): Promise<ConnectAnswer> {
  const { TargetType: targetType, Target: target, VoiceConnectorArn: voiceConnectorArn } = parameters;
  const decision = await checkTransfer({ targetType, target, voiceConnectorArn });
  if (!decision.allowed) return answer('refused', decision.reason);
  const data = otherTexts(parameters, OWN, MAX_DATA_BYTES);
  if (!data) return answer('refused', 'too-much-data');

  const { found, pair, claim } = await findCall(parameters, pairs);
  if (!claim) return answer(found === 'stale' ? 'stale' : 'unknown');
  const { owner: transactionId, data: told } = claim;
  const sipMediaApplicationId = told['sip_media_application_id'];
  if (sipMediaApplicationId === undefined) return answer('failed', 'unknown-application');

  // First of all: whoever hears of the hang-up before the update has to know that the caller is not to be dropped.
  const since = Math.floor(now() / 1_000);
  const marked = claim.transferPendingSince === undefined && (await pairs.mark(pair, transactionId, since));
  if (!marked && claim.transferPendingSince === undefined) {
    const again = await findCall(parameters, pairs);
    if (again.claim?.owner !== transactionId) return answer('stale');
  }
  const result = await voice.updateCall({
    sipMediaApplicationId,
    transactionId,
    arguments: {
      action: 'transfer',
      ...decision.target,
      ...(Object.keys(data).length > 0 && { data: JSON.stringify(data) }),
    },
  });
  if (result.ok) return answer('requested');
  // It may have happened all the same; and what another request has marked may be on its way.
  if (marked && result.reason !== 'unknown') await pairs.unmark(pair, transactionId);
  return result.reason === 'not-found' ? answer('ended') : answer('failed', result.reason);
}

function answer(transfer: string, reason?: string): ConnectAnswer {
  return {
    outcome: reason === undefined ? transfer : `${transfer}: ${reason}`,
    external: { transfer, ...(reason !== undefined && { reason }) },
  };
}
