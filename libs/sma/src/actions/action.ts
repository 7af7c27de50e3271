/** The 18 actions of PSTN Audio, as types. */
export type ParticipantTag = 'LEG-A' | 'LEG-B';
/** The service takes a number or a string of digits. */
export type Numeric = number | `${number}`;
export type Dtmf = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '#' | '*';

export interface S3Object {
  Type: 'S3';
  BucketName: string;
  Key: string;
}

/** CallId wins over ParticipantTag; neither: the leg that the event is about. */
export interface LegSelector {
  CallId?: string;
  ParticipantTag?: ParticipantTag;
}

export interface DigitCollection {
  InputDigitsRegex?: string;
  MinNumberOfDigits?: Numeric;
  MaxNumberOfDigits?: Numeric;
  TerminatorDigits?: Dtmf[];
  InBetweenDigitsDurationInMilliseconds?: Numeric;
  Repeat?: Numeric;
  RepeatDurationInMilliseconds: Numeric;
}

export interface Speech {
  Text: string;
  Engine?: 'standard' | 'neural';
  LanguageCode?: string;
  TextType?: 'text' | 'ssml';
  VoiceId?: string;
}

export type BridgeEndpoint =
  { BridgeEndpointType: 'PSTN'; Uri: string; Arn?: null } | { BridgeEndpointType: 'AWS'; Arn: string; Uri: string };

export interface BotConfiguration {
  SessionState?: { SessionAttributes?: Record<string, string>; DialogAction?: { Type: 'Delegate' | 'ElicitIntent' } };
  WelcomeMessages?: { Content: string; ContentType: 'PlainText' | 'SSML' }[];
}

export interface ActionParams {
  CallAndBridge: LegSelector & {
    CallTimeoutSeconds?: Numeric;
    CallerIdNumber: string;
    RingbackTone?: S3Object;
    Endpoints: [BridgeEndpoint];
    SipHeaders?: Record<string, string>;
  };
  Hangup: LegSelector & { SipResponseCode?: '0' | '480' | '486' | 0 | 480 | 486 };
  JoinChimeMeeting: LegSelector & { JoinToken: string; MeetingId?: string };
  ModifyChimeMeetingAttendees: LegSelector & {
    Operation: 'Mute' | 'Unmute';
    MeetingId: string;
    AttendeeList: string[];
  };
  Pause: LegSelector & { DurationInMilliseconds: Numeric };
  PlayAudio: LegSelector & { AudioSource: S3Object; PlaybackTerminators?: Dtmf[]; Repeat?: Numeric };
  PlayAudioAndGetDigits: LegSelector & DigitCollection & { AudioSource: S3Object; FailureAudioSource: S3Object };
  ReceiveDigits: LegSelector & {
    InputDigitsRegex: string;
    InBetweenDigitsDurationInMilliseconds: Numeric;
    FlushDigitsDurationInMilliseconds: Numeric;
  };
  RecordAudio: LegSelector & {
    DurationInSeconds?: Numeric;
    SilenceDurationInSeconds?: Numeric;
    SilenceThreshold?: Numeric;
    RecordingTerminators: Dtmf[];
    RecordingDestination: { Type: 'S3'; BucketName: string; Prefix?: string };
  };
  SendDigits: { CallId: string; Digits: string; ToneDurationInMilliseconds?: Numeric };
  Speak: LegSelector & Speech;
  SpeakAndGetDigits: LegSelector & DigitCollection & { SpeechParameters: Speech; FailureSpeechParameters?: Speech };
  StartBotConversation: LegSelector & { BotAliasArn: string; LocaleId?: string; Configuration?: BotConfiguration };
  VoiceFocus: { CallId: string; Enable: boolean };
  StartCallRecording: {
    CallId: string;
    Track: 'BOTH' | 'INCOMING' | 'OUTGOING';
    Destination: { Type: 'S3'; Location: string };
  };
  StopCallRecording: { CallId: string };
  PauseCallRecording: { CallId: string };
  ResumeCallRecording: { CallId: string };
}

export type ActionType = keyof ActionParams;
export type ActionOf<T extends ActionType> = { [K in T]: { Type: K; Parameters: ActionParams[K] } }[T];
export type Action = ActionOf<ActionType>;
