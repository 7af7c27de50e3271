import { type Action, type Answer, callAndBridge, receiveDigits, voiceFocus } from '@patchbay/sma';
import { diallerOf } from '../dialler.ts';
import { toMenu } from './menu.ts';
import { ask, type Asked, promptFile, say, tell } from './prompts.ts';
import { store } from './state.ts';
import type { Turn } from './turn.ts';

const NUMBER: Asked = { min: 3, max: 20, regex: '^[0-9]{3,20}$', tries: 2, waitMs: 20_000, betweenMs: 5_000 };
const MAX_TRIES = 3;
const RINGS_S = 30;

export function askForNumber(turn: Turn): Answer {
  return { actions: [ask(turn, 'number', NUMBER)], attributes: store({ step: 'number', tries: 0 }) };
}

/** Connects the caller with the number that he keyed in, if it may be dialled; otherwise says why not. */
export async function bridge(turn: Turn): Promise<Answer> {
  const { call, deps, state } = turn;
  const decision = await deps.mayDial(call.digits, diallerOf(call, 'bridge'));
  if (!decision.allowed) {
    const why = tell(turn, decision.message);
    const tries = state.tries + 1;
    if (tries >= MAX_TRIES) return toMenu(turn, [why]);
    return { actions: [why, ask(turn, 'number', NUMBER)], attributes: store({ tries }) };
  }
  const connect = callAndBridge({
    CallTimeoutSeconds: RINGS_S,
    CallerIdNumber: ourNumber(turn),
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: decision.number }],
    ...(!state.spoken && { RingbackTone: promptFile('ringback', deps) }),
  });
  return { actions: [...say(turn, 'connecting'), connect], attributes: store({ step: 'bridge' }) };
}

/** 1 switches Voice Focus on for both, 0 off. */
export function switchVoiceFocus(turn: Turn): Answer {
  if (turn.state.step !== 'bridge') return [];
  const Enable = turn.call.digits === '1';
  const switches = turn.call.connected.map(({ callId }) => voiceFocus({ CallId: callId, Enable }));
  // Whether the service goes on listening after a match is not documented: it is told to again.
  return [...switches, ...listen(turn)];
}

export function notAnswered(turn: Turn): Answer {
  return toMenu(turn, say(turn, 'not-answered'));
}

/** The far end has hung up: the caller has the choice again. */
export function farEndGone(turn: Turn): Answer {
  return turn.call.legA?.connected ? toMenu(turn, say(turn, 'other-hung-up')) : [];
}

/** Listens for the keys that switch Voice Focus. */
export function listen({ call: { legA } }: Turn): Action[] {
  if (!legA?.connected) return [];
  return [
    receiveDigits({
      CallId: legA.callId,
      InputDigitsRegex: '^[01]$',
      InBetweenDigitsDurationInMilliseconds: 500,
      FlushDigitsDurationInMilliseconds: 2_000,
    }),
  ];
}

/** The number of this account that the caller is connected with. */
function ourNumber({ call: { legA } }: Turn): string {
  return (legA?.inbound ? legA.to : legA?.from) ?? '';
}
