/** Actions as a function would write them by hand. The builders of @patchbay/sma add defaults, which these do not. */
import { CALLER, FAR_END, SERVICE } from './lab.ts';

type Parameters = Readonly<Record<string, unknown>>;

export interface HandWritten {
  Type: string;
  Parameters: Parameters;
}

export const action = (Type: string, parameters: Parameters = {}): HandWritten => ({ Type, Parameters: parameters });

export const wav = (Key: string) => ({ Type: 'S3', BucketName: 'prompts-1', Key });

/** What one hears of `wav(key)`. */
export const heardAudio = (key: string): string => `[audio ${key}]`;

export const pause = (DurationInMilliseconds: number | string = 1_000, more: Parameters = {}) =>
  action('Pause', { DurationInMilliseconds, ...more });

/** Two seconds in a bucket that nobody configured. */
export const play = (key = 'hello.wav', more: Parameters = {}) =>
  action('PlayAudio', { AudioSource: wav(key), ...more });

export const speak = (Text: string, more: Parameters = {}) => action('Speak', { Text, ...more });

export const hangUp = (more: Parameters = {}) => action('Hangup', more);

export const bridge = (to = FAR_END, more: Parameters = {}) =>
  action('CallAndBridge', {
    CallTimeoutSeconds: 30,
    CallerIdNumber: SERVICE,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: to }],
    ...more,
  });

export const join = (JoinToken: string, MeetingId: string) => action('JoinChimeMeeting', { JoinToken, MeetingId });

export const playAndGetDigits = (more: Parameters = {}) =>
  action('PlayAudioAndGetDigits', {
    AudioSource: wav('pin.wav'),
    FailureAudioSource: wav('again.wav'),
    MinNumberOfDigits: 4,
    MaxNumberOfDigits: 4,
    RepeatDurationInMilliseconds: 8_000,
    ...more,
  });

export const speakAndGetDigits = (more: Parameters = {}) =>
  action('SpeakAndGetDigits', {
    SpeechParameters: { Text: 'Press 1' },
    FailureSpeechParameters: { Text: 'Try again' },
    MaxNumberOfDigits: 1,
    RepeatDurationInMilliseconds: 5_000,
    ...more,
  });

export const receiveDigits = (InputDigitsRegex = '^\\*\\d$', more: Parameters = {}) =>
  action('ReceiveDigits', {
    InputDigitsRegex,
    InBetweenDigitsDurationInMilliseconds: 1_000,
    FlushDigitsDurationInMilliseconds: 10_000,
    ...more,
  });

export const record = (more: Parameters = {}) =>
  action('RecordAudio', {
    DurationInSeconds: 10,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: 'recordings-1', Prefix: 'voicemail/' },
    ...more,
  });

export { CALLER, FAR_END, SERVICE };
