// Uses the Chime SDK Voice API during the call, by plain HTTP: where it is stands in the environment.
const voice = process.env.AWS_ENDPOINT_URL_CHIME_SDK_VOICE;

export const handler = async ({ InvocationEventType, ActionData, CallDetails }) => {
  if (InvocationEventType === 'NEW_INBOUND_CALL') {
    const { SipMediaApplicationId, TransactionId } = CallDetails;
    const answered = await fetch(`${voice}/sip-media-applications/${SipMediaApplicationId}/calls/${TransactionId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Arguments: { text: 'an update came' } }),
    });
    return answer({ Type: 'Speak', Parameters: { Text: `The answer was ${answered.status}` } }, pause(60_000));
  }
  if (InvocationEventType === 'CALL_UPDATE_REQUESTED') {
    const { text } = ActionData.Parameters.Arguments;
    return answer({ Type: 'Speak', Parameters: { Text: text } }, { Type: 'Hangup', Parameters: {} });
  }
  return answer();
};

function answer(...Actions) {
  return { SchemaVersion: '1.0', Actions };
}

function pause(DurationInMilliseconds) {
  return { Type: 'Pause', Parameters: { DurationInMilliseconds } };
}
