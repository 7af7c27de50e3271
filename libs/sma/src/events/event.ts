/** The 11 events that PSTN Audio invokes a function with, as types. */
import type { ActionOf, ActionParams, ActionType, ParticipantTag } from '../actions/action.ts';

export interface Participant {
  CallId: string;
  ParticipantTag: ParticipantTag;
  To: string;
  From: string;
  Direction: 'Inbound' | 'Outbound';
  /** Milliseconds since the epoch, as a string. */
  StartTimeInMilliseconds: string;
  /** Absent until the leg has been answered. */
  Status?: 'Connected' | 'Disconnected';
  SipHeaders?: Record<string, string>;
}

export interface CallDetails {
  TransactionId: string;
  /** Only when a non-empty map is stored. */
  TransactionAttributes?: Record<string, unknown>;
  AwsAccountId: string;
  AwsRegion: string;
  /** Inbound calls only. */
  SipRuleId?: string;
  SipMediaApplicationId: string;
  /** In no particular order. */
  Participants: Participant[];
}

interface EventBase<E extends string> {
  SchemaVersion: '1.0';
  Sequence: number;
  InvocationEventType: E;
  CallDetails: CallDetails;
}

export interface LexIntent {
  Name: string;
  Slots: Record<
    string,
    { Value: { OriginalValue: string; InterpretedValue: string; ResolvedValues: string[] }; Values: unknown[] } | null
  >;
  State?: 'Failed' | 'Fulfilled' | 'ReadyForFulfillment';
  ConfirmationState?: 'Confirmed' | 'Denied' | 'None';
}

export interface IntentResult {
  SessionId: string;
  SessionState: { SessionAttributes: Record<string, string>; Intent: LexIntent };
  Interpretations: { NluConfidence?: { Score: number }; Intent: LexIntent }[];
}

/** What an action adds to ActionData when it succeeds. */
export interface ResultExtras {
  PlayAudioAndGetDigits: { ReceivedDigits: string };
  SpeakAndGetDigits: { ReceivedDigits: string };
  ReceiveDigits: { ReceivedDigits: string };
  RecordAudio: {
    RecordingDestination: { Type: 'S3'; BucketName: string; Key: string };
    RecordingTerminatorUsed?: string;
  };
  StartCallRecording: { CallRecordingDestination: { Type: 'S3'; Location: string } };
  StartBotConversation: { IntentResult: IntentResult; CallId?: string };
}

/** Open: consumers must expect types that are not documented. */
export type SmaErrorType =
  | 'InvalidActionParameter'
  | 'MissingRequiredActionParameter'
  | 'SystemException'
  | 'InvalidAudioSource'
  | 'InvalidDigitsReceived'
  | 'CallNotAnswered'
  | 'ActionExecutionThrottled'
  | 'AccessDenied'
  | 'ResourceNotFound'
  | 'ResourceAccessDenied'
  | (string & {});

type Echoed<T extends ActionType> = { Type: T; Parameters: ActionParams[T] & { CallId?: string } };
export type DoneActionData<T extends ActionType = ActionType> = {
  [K in T]: Echoed<K> & (K extends keyof ResultExtras ? ResultExtras[K] : unknown);
}[T];
export type FailedActionData<T extends ActionType = ActionType> = {
  [K in T]: Echoed<K> & { ErrorType?: SmaErrorType; ErrorMessage?: string; Error?: string; ErrorList?: string[] };
}[T];

export type ArgumentsData<T extends string> = { Type: T; Parameters: { Arguments: Record<string, string> } };

export interface HangupData {
  /** Usually Hangup; whatever it is, the event type decides. */
  Type: string;
  Parameters: { SipResponseCode?: number; CallId: string; ParticipantTag: ParticipantTag };
}

export type SmaEvent =
  | EventBase<'NEW_INBOUND_CALL'>
  | (EventBase<'NEW_OUTBOUND_CALL'> & { ActionData?: ArgumentsData<'CallCreateRequest'> })
  | EventBase<'RINGING'>
  | EventBase<'CALL_ANSWERED'>
  | (EventBase<'ACTION_SUCCESSFUL'> & { ActionData: DoneActionData })
  | (EventBase<'ACTION_FAILED'> & { ActionData: FailedActionData })
  | (EventBase<'ACTION_INTERRUPTED'> & { ActionData: ActionOf<ActionType> })
  | (EventBase<'DIGITS_RECEIVED'> & { ActionData: DoneActionData<'ReceiveDigits'> })
  | (EventBase<'CALL_UPDATE_REQUESTED'> & { ActionData: ArgumentsData<'CallUpdateRequest'> })
  | (EventBase<'HANGUP'> & { ActionData: HangupData })
  | (EventBase<'INVALID_LAMBDA_RESPONSE'> & { ErrorType: string; ErrorMessage: string });

export type EventType = SmaEvent['InvocationEventType'];
export type EventOf<T extends EventType> = Extract<SmaEvent, { InvocationEventType: T }>;
