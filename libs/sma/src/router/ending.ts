/** How the router ends a call by itself. */
import type { Action } from '../actions/action.ts';
import { hangup } from '../actions/hangup.ts';
import { speak } from '../actions/speak.ts';
import type { Speech } from '../actions/speech.ts';
import type { Call } from '../call.ts';
import type { Leg } from '../leg.ts';
import type { Noter } from './report.ts';
import { nothing, runsActions, type Wanted } from './wanted.ts';

/** Present once the router is ending the call: how often it has asked for that; 0 while nobody could hear it. */
export const ENDING = 'ending';
/** A hang-up that fails is asked for again this often. */
const ATTEMPTS = 5;

export const defaultApology: Speech = { Text: 'We are sorry, something went wrong. Please call again later. Goodbye.' };

export function isEnding(call: Call): boolean {
  return call.attributes[ENDING] !== undefined;
}

/** Says sorry, if someone can hear it, and hangs up. Where that can't be done yet, it is done at the next event. */
export function apologise(call: Call, apology: Speech): Wanted {
  const live = byOrderOfHangup(call);
  if (!runsActions(call) || live.length === 0) return { actions: [], attributes: call.isOver ? {} : { [ENDING]: '0' } };
  const listener = call.legA?.live === true ? call.legA : live.find((leg) => !leg.isMeeting);
  const speech =
    listener === undefined || speechIsWhatFailed(call) ? [] : [speak({ ...apology, CallId: listener.callId })];
  return { actions: [...speech, ...live.map(hangUp)], attributes: { [ENDING]: '1' } };
}

/** Hangs up whoever is left. */
export function hangUpAll(call: Call, attempt = 1): Wanted {
  return { actions: byOrderOfHangup(call).map(hangUp), attributes: { [ENDING]: String(attempt) } };
}

/** What follows once the router is ending a call. */
export function goOnEnding(call: Call, apology: Speech, note: Noter): Wanted {
  const attempts = Number(call.attributes[ENDING]) || 0;
  if (attempts === 0) return apologise(call, apology);
  if (byOrderOfHangup(call).length === 0) return nothing;
  switch (call.type) {
    case 'ACTION_FAILED':
    case 'INVALID_LAMBDA_RESPONSE':
      if (attempts < ATTEMPTS) return hangUpAll(call, attempts + 1);
      note('hangup-failed', `a leg is still connected after ${attempts} attempts to hang up`);
      return nothing;
    case 'ACTION_SUCCESSFUL':
    case 'HANGUP':
    case 'CALL_ANSWERED':
    case 'NEW_INBOUND_CALL':
      return hangUpAll(call, attempts);
    default:
      // The apology and the hang-ups behind it go on.
      return nothing;
  }
}

/** LEG-A last: the one who hears the apology is not cut off by the other one's going. */
function byOrderOfHangup(call: Call): Leg[] {
  return call.legs.filter((leg) => leg.live).toSorted((a, b) => b.tag.localeCompare(a.tag));
}

function hangUp(leg: Leg): Action {
  return hangup({ CallId: leg.callId });
}

function speechIsWhatFailed(call: Call): boolean {
  return call.type === 'ACTION_FAILED' && call.action?.type === 'Speak';
}
