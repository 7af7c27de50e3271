/**
 * A service desk: 1 connects with an agent, 2 calls the caller back. Right, as far as `patchbay fuzz` can tell; broken.mjs
 * is the same with two mistakes.
 */
import { answer, bridge, callBack, hangUp, menu, speak } from './parts.mjs';

const AGENT = '+12065550123';
/** One call back for each call, however often its HANGUP is delivered. A table with a conditional write, in the cloud. */
const calledBack = new Set();

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
      // Only who is there is hung up again, and told nothing when speaking is what failed.
      if (['Hangup', 'Speak'].includes(ActionData.Type)) return answer(left(CallDetails).map(hangUp));
      return answer([speak('Nobody can talk to you now. Goodbye.'), ...left(CallDetails).map(hangUp)]);
    case 'INVALID_LAMBDA_RESPONSE':
      // Nothing of that response has been done, nor will be.
      return answer(left(CallDetails).map(hangUp));
    case 'HANGUP':
      if (left(CallDetails).length === 0 && attributes.callBack && !calledBack.has(CallDetails.TransactionId)) {
        calledBack.add(CallDetails.TransactionId);
        await callBack(CallDetails);
      }
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
