import type { Answer, Call } from '@patchbay/sma';
import { diallerOf } from '../dialler.ts';
import type { IvrDeps } from './deps.ts';
import { toMenu } from './menu.ts';
import { hangUpCaller } from '../caller.ts';
import { say } from './prompts.ts';
import { stateOf, store } from './state.ts';
import type { Turn } from './turn.ts';

/** Promises to call back: only the number that called, only where the dial policy allows it, and only once. */
export async function askForCallBack(turn: Turn): Promise<Answer> {
  const { call, deps } = turn;
  const { legA } = call;
  // A call back is itself outbound: from there, nobody is called again.
  const decision = legA?.inbound ? await deps.mayDial(legA.from, diallerOf(call, 'call-back')) : undefined;
  if (!decision?.allowed) return toMenu(turn, say(turn, 'no-call-back'));
  return {
    actions: [...say(turn, 'call-back'), hangUpCaller(turn.call)],
    attributes: store({ callBack: decision.number }),
  };
}

/** Calls back whoever was promised to be, once his call has ended. */
export async function callBack(call: Call, deps: IvrDeps): Promise<void> {
  const { callBack: to } = stateOf(call);
  const from = call.legA?.to;
  if (to === undefined || from === undefined || !(await deps.once(call.transactionId, 'call-back'))) return;
  const { sipMediaApplicationId } = call;
  const result = await deps.voice.createCall({ sipMediaApplicationId, from, to, arguments: { flow: 'ivr' } });
  if (!result.ok) throw new Error(`The call back could not be placed: ${result.reason}`);
}
