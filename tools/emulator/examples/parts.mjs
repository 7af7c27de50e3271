/** What both handlers say and do. */
import { ChimeSDKVoiceClient, CreateSipMediaApplicationCallCommand } from '@aws-sdk/client-chime-sdk-voice';

// `patchbay` sets AWS_ENDPOINT_URL_CHIME_SDK_VOICE, so this client talks to the emulator.
const voice = new ChimeSDKVoiceClient({});

export function answer(Actions, TransactionAttributes) {
  return { SchemaVersion: '1.0', Actions, ...(TransactionAttributes && { TransactionAttributes }) };
}

export function speak(Text) {
  return { Type: 'Speak', Parameters: { Text, ParticipantTag: 'LEG-A' } };
}

export function menu(Text) {
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

export function bridge(Uri, CallerIdNumber) {
  return {
    Type: 'CallAndBridge',
    Parameters: { CallTimeoutSeconds: 20, CallerIdNumber, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri }] },
  };
}

export function hangUp(CallId) {
  return { Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } };
}

/** Calls whoever called. */
export async function callBack({ SipMediaApplicationId, Participants }) {
  const { From, To } = Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A');
  await voice.send(
    new CreateSipMediaApplicationCallCommand({ FromPhoneNumber: To, ToPhoneNumber: From, SipMediaApplicationId }),
  );
}
