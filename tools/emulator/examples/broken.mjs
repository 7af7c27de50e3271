/**
 * The service desk of desk.mjs, with two mistakes that are in many handlers. It works whenever somebody tries it: both
 * calls in calls/ pass.
 */
import { answer, bridge, callBack, hangUp, menu, speak } from './parts.mjs';

const AGENT = '+12065550123';

export async function handler(event) {
  const { CallDetails, ActionData } = event;
  const attributes = CallDetails.TransactionAttributes ?? {};
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return answer([menu('Welcome. Press 1 to talk to an agent, or 2 to be called back.')]);
    case 'ACTION_SUCCESSFUL':
      if (ActionData.Type !== 'SpeakAndGetDigits') return answer([]);
      if (ActionData.ReceivedDigits === '2') {
        return answer([speak('We call you back at once.'), ...left(CallDetails).map(hangUp)], { callBack: 'yes' });
      }
      return answer([speak('Please hold.'), bridge(AGENT, caller(CallDetails))]);
    case 'CALL_ANSWERED':
      return answer([speak('This is the call that you asked for.'), ...left(CallDetails).map(hangUp)]);
    case 'ACTION_FAILED':
      if (['Hangup', 'Speak'].includes(ActionData.Type)) return answer(left(CallDetails).map(hangUp));
      return answer([speak('Nobody can talk to you now. Goodbye.'), ...left(CallDetails).map(hangUp)]);
    case 'INVALID_LAMBDA_RESPONSE':
      return answer(left(CallDetails).map(hangUp));
    case 'HANGUP':
      // Mistake: an event that is delivered again places a second call.
      if (left(CallDetails).length === 0 && attributes.callBack) await callBack(CallDetails);
      // Mistake: when the agent hangs up, the caller stays connected to nobody.
      if (ActionData.Parameters.ParticipantTag === 'LEG-B') return answer([]);
      return answer(left(CallDetails).map(hangUp));
    default:
      return answer([]);
  }
}

/** CallIds of those who are still there; a caller who has not been answered has no status. */
function left({ Participants }) {
  return Participants.filter(
    ({ Status, Direction }) => Status === 'Connected' || (!Status && Direction === 'Inbound'),
  ).map(({ CallId }) => CallId);
}

function caller({ Participants }) {
  return Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A').From;
}
