import type { Speech } from '../actions/speech.ts';
import type { Call } from '../call.ts';
import { apologise, hangUpAll } from './ending.ts';
import type { Noter } from './report.ts';
import { nothing, type Wanted } from './wanted.ts';

/** What happens to an event that the flow has no handler for. */
export function withoutHandler(call: Call, apology: Speech, note: Noter): Wanted {
  switch (call.type) {
    case 'NEW_INBOUND_CALL':
    case 'CALL_ANSWERED':
      note('unhandled-event', 'there is no handler, and the caller would hear nothing');
      return apologise(call, apology);
    case 'ACTION_FAILED':
    case 'INVALID_LAMBDA_RESPONSE':
      return withoutHandlerForFailure(call, apology, note);
    default:
      return nothing;
  }
}

function withoutHandlerForFailure(call: Call, apology: Speech, note: Noter): Wanted {
  // The action failed because its leg had gone; the HANGUP is on its way.
  if (call.legs.every((leg) => leg.status === 'disconnected')) return nothing;
  const what = call.action?.type ?? 'the last answer';
  note('unhandled-failure', `${what} failed with ${call.failure?.type}: ${call.failure?.message}`);
  const hangupFailed = call.action?.type === 'Hangup' && call.action.leg?.live === true;
  return hangupFailed ? hangUpAll(call) : apologise(call, apology);
}
