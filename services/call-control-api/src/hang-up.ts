import type { Meetings, Voice } from '@patchbay/chime';
import { awsProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import { asCall } from '@patchbay/live';
import type { Telephony, UserCalls } from '@patchbay/repositories';
import { callId } from './call-id.ts';
import { noSuchCall } from './problems.ts';

export interface HangUpDeps {
  userCalls: Pick<UserCalls, 'requestHangup'>;
  meetings: Pick<Meetings, 'end'>;
  voice: Pick<Voice, 'updateCall'>;
  telephony(): Promise<Telephony>;
}

/**
 * `POST /calls/{id}/hangup`, in any state: notes it, so that a call that is not connected yet ends as soon as it is, and
 * ends the meeting, with which the call ends. A call that is over stays as it is.
 * @throws HttpProblem
 */
export async function hangUp(
  { user, parameters }: HttpRequest<undefined>,
  { userCalls, meetings, voice, telephony }: HangUpDeps,
): Promise<HttpAnswer> {
  const transactionId = callId(parameters);
  const call = await userCalls.requestHangup(transactionId, user.id);
  if (!call) throw noSuchCall();
  if (call.state === 'ended' || call.state === 'failed') return { status: 200, body: asCall(call) };
  const ended = await meetings.end(call.meetingId);
  if (!ended.ok) {
    // The other way to the same end.
    const { sipMediaApplicationId } = await telephony();
    const update = { sipMediaApplicationId, transactionId, arguments: { action: 'hangup' } };
    const result = await voice.updateCall(update);
    if (!result.ok && result.reason !== 'not-found') throw awsProblem('hangup', result);
  }
  return { status: 202, body: asCall(call) };
}
