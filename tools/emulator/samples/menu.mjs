/** A small switchboard: a menu that leads to a person, and hangs up whoever is left when somebody goes. */
export async function handler(event) {
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return answer(menu('Welcome to Patchbay. Press 1 to talk to someone, or 2 to hear the time.'));
    case 'ACTION_SUCCESSFUL':
      if (event.ActionData.Type === 'SpeakAndGetDigits') return chosen(event);
      return answer();
    case 'ACTION_FAILED':
      // When a hang-up or words have failed, all that is left to do is to hang up who is still there.
      if (['Hangup', 'Speak'].includes(event.ActionData.Type)) return answer(...hangupsOf(event));
      if (event.ActionData.Type === 'SpeakAndGetDigits') return answer(speak('Goodbye.'), hangup());
      return answer(speak('Nobody can take your call now. Please try again later.'), hangup());
    case 'HANGUP':
      return answer(...hangupsOf(event));
    default:
      return answer();
  }
}

function hangupsOf({ CallDetails }) {
  const left = CallDetails.Participants.filter((participant) => participant.Status === 'Connected');
  return left.map(({ CallId }) => hangup({ CallId }));
}

function chosen({ ActionData, CallDetails }) {
  const caller = CallDetails.Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A');
  if (ActionData.ReceivedDigits === '1')
    return answer(speak('Please hold the line.'), bridge('+12065550123', caller.From));
  return answer(speak('It is later than you think.'), hangup());
}

function answer(...Actions) {
  return { SchemaVersion: '1.0', Actions };
}

function speak(Text) {
  return { Type: 'Speak', Parameters: { Text } };
}

function menu(Text) {
  return {
    Type: 'SpeakAndGetDigits',
    Parameters: {
      SpeechParameters: { Text },
      FailureSpeechParameters: { Text: 'Please press 1 or 2.' },
      InputDigitsRegex: '^[12]$',
      MinNumberOfDigits: 1,
      MaxNumberOfDigits: 1,
      Repeat: 3,
      RepeatDurationInMilliseconds: 5000,
    },
  };
}

function bridge(Uri, CallerIdNumber) {
  return {
    Type: 'CallAndBridge',
    Parameters: { CallTimeoutSeconds: 20, CallerIdNumber, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri }] },
  };
}

function hangup(leg = {}) {
  return { Type: 'Hangup', Parameters: { SipResponseCode: '0', ...leg } };
}
