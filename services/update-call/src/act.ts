import type { Voice } from '@patchbay/chime';
import type { ActionRequest } from '@patchbay/contracts';
import { awsProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import type { Audit, LiveCalls } from '@patchbay/repositories';
import { callIsOver, noSuchCall } from './problems.ts';

export interface ActDeps {
  liveCalls: Pick<LiveCalls, 'get'>;
  audit: Pick<Audit, 'begin' | 'finish'>;
  voice: Pick<Voice, 'updateCall'>;
  /** Milliseconds since the epoch. */
  now(): number;
  uuid(): string;
}

/**
 * `POST /live-calls/{transactionId}/actions`: notes who asks for what, and tells the call, whose flow does it and tells
 * what came of it. A text that is to be spoken goes to the call and nowhere else.
 * @throws HttpProblem
 */
export async function act(
  { user, parameters, body }: HttpRequest<ActionRequest>,
  { liveCalls, audit, voice, now, uuid }: ActDeps,
): Promise<HttpAnswer> {
  const { transactionId = '' } = parameters;
  const call = /^[\w-]{1,64}$/.test(transactionId) ? await liveCalls.get(transactionId) : undefined;
  if (!call) throw noSuchCall();
  if (call.state === 'ended') throw callIsOver();
  const actionId = uuid();
  await audit.begin({ transactionId, actionId, by: user.id, action: body.action, at: now() });
  const { sipMediaApplicationId } = call;
  const result = await voice.updateCall({ sipMediaApplicationId, transactionId, arguments: { ...body, actionId } });
  if (result.ok) return { status: 202, body: { actionId } };
  const isOver = result.reason === 'not-found';
  // Where nobody knows whether the call was told, it is for the call to say what came of it, by its end at the latest.
  if (result.reason !== 'unknown') {
    // If this fails too, the record says that nothing is known, which is true enough.
    await audit.finish(transactionId, actionId, isOver ? 'call-ended' : 'failed').catch(() => undefined);
  }
  throw isOver ? callIsOver() : awsProblem('update', result);
}
