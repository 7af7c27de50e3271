import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { asCall } from '@patchbay/live';
import type { UserCalls } from '@patchbay/repositories';
import { callId } from './call-id.ts';
import { noSuchCall } from './problems.ts';

/** `GET /calls/{id}`. @throws HttpProblem */
export async function getCall(
  { user, parameters }: HttpRequest<undefined>,
  { userCalls }: { userCalls: Pick<UserCalls, 'get'> },
): Promise<HttpAnswer> {
  const call = await userCalls.get(callId(parameters));
  if (call?.owner !== user.id) throw noSuchCall();
  return { status: 200, body: asCall(call) };
}
