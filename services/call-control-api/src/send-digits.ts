import type { Voice } from '@patchbay/chime';
import type { DigitsRequest } from '@patchbay/contracts';
import { awsProblem, HttpProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import type { Telephony, UserCalls } from '@patchbay/repositories';
import { callId } from './call-id.ts';
import { callIsOver, noSuchCall } from './problems.ts';

export interface SendDigitsDeps {
  userCalls: Pick<UserCalls, 'addDigits'>;
  voice: Pick<Voice, 'updateCall'>;
  telephony(): Promise<Telephony>;
}

/**
 * `POST /calls/{id}/digits`: keeps the digits and tells the call that there are some; they are sent in the order of
 * their numbers. Asked again, nothing is sent twice.
 * @throws HttpProblem
 */
export async function sendDigits(
  { user, parameters, body }: HttpRequest<DigitsRequest>,
  { userCalls, voice, telephony }: SendDigitsDeps,
): Promise<HttpAnswer> {
  const transactionId = callId(parameters);
  switch (await userCalls.addDigits(transactionId, user.id, body)) {
    case 'unknown':
      throw noSuchCall();
    case 'not-talking':
      throw new HttpProblem(409, 'not-talking', 'Nobody is there to hear the digits', {
        detail: 'Digits can be sent from the moment at which the other side answers until the call is over.',
      });
    case 'added':
    case 'repeated':
  }
  const { sipMediaApplicationId } = await telephony();
  const update = { sipMediaApplicationId, transactionId, arguments: { action: 'digits' } };
  const result = await voice.updateCall(update);
  if (result.ok) return { status: 202, body: { seq: body.seq } };
  throw result.reason === 'not-found' ? callIsOver() : awsProblem('digits', result);
}
