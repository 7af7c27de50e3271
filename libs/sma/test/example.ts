import { callAndBridge, hangup, speak, speakAndGetDigits, ssml, type Flow } from '@patchbay/sma';

interface Deps {
  /** The number that agents answer. */
  agents: string;
}

/** Says hello, and bridges whoever presses 1 to an agent. */
export const helloFlow: Flow<Deps> = {
  name: 'hello',
  on: {
    NEW_INBOUND_CALL: (call) => [
      speakAndGetDigits({
        SpeechParameters: { Text: ssml`You have dialled ${call.legA?.to ?? 'us'}. Press 1 for an agent.` },
        FailureSpeechParameters: { Text: 'Please press 1.' },
        InputDigitsRegex: '^1$',
        MaxNumberOfDigits: 1,
        Repeat: 3,
        RepeatDurationInMilliseconds: 5000,
      }),
    ],
    ACTION_SUCCESSFUL: {
      SpeakAndGetDigits: (call, { agents }) => ({
        actions: [
          callAndBridge({
            CallerIdNumber: call.legA?.from ?? '',
            Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: agents }],
          }),
        ],
        attributes: { pressed: call.digits },
      }),
    },
    ACTION_FAILED: {
      CallAndBridge: () => [speak({ Text: 'The agent is busy or did not answer.' }), hangup()],
    },
  },
};
