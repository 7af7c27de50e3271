// ESM with a default export: bridges the caller to a colleague and hangs up who is left.
export default async function handler(event) {
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') {
    const [caller] = event.CallDetails.Participants;
    return {
      SchemaVersion: '1.0',
      Actions: [
        {
          Type: 'CallAndBridge',
          Parameters: {
            CallTimeoutSeconds: 20,
            CallerIdNumber: caller.From,
            Endpoints: [{ Uri: '+12065550123', BridgeEndpointType: 'PSTN' }],
          },
        },
      ],
    };
  }
  if (event.InvocationEventType === 'HANGUP') {
    const left = event.CallDetails.Participants.filter((participant) => participant.Status === 'Connected');
    return {
      SchemaVersion: '1.0',
      Actions: left.map(({ CallId }) => ({ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } })),
    };
  }
  if (event.InvocationEventType === 'ACTION_FAILED') {
    return {
      SchemaVersion: '1.0',
      Actions: [
        { Type: 'Speak', Parameters: { Text: 'Nobody is there' } },
        { Type: 'Hangup', Parameters: { SipResponseCode: '0' } },
      ],
    };
  }
  return { SchemaVersion: '1.0', Actions: [] };
}
