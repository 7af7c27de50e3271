/** What the engine needs from outside. It does no I/O of its own: every effect goes through one of these. */
import type { SmaEvent } from '@patchbay/sma';
import type { Clock } from '../clock/clock.ts';
import type { TraceSink } from '../trace/entry.ts';

export interface Ports {
  clock: Clock;
  /** Real time, by which an invocation is judged slow; the same object as `clock` when calls run on real time. */
  wall: Clock;
  ids: Ids;
  functions: Functions;
  network: Network;
  media: Media;
  storage: Storage;
  directory: Directory;
  meetings: Meetings;
  trace: TraceSink;
}

/** Seeded, so the same seed gives the same run. */
export interface Ids {
  uuid(): string;
  /** At least 0, below 1. */
  random(): number;
}

/** Reaches a Lambda function by its ARN. Never throws: whatever goes wrong is an outcome. */
export interface Functions {
  invoke(request: InvokeRequest): Promise<InvokeOutcome>;
}

export interface InvokeRequest {
  functionArn: string;
  event: SmaEvent;
  /** `event` as sent; the function gets its own copy parsed from this. */
  payload: string;
  /** 1 for the first delivery of this event. */
  attempt: number;
}

export type InvokeOutcome = InvokeResult & {
  /** Real duration, milliseconds. */
  durationMs: number;
  /** Delay that a fault adds in call time, milliseconds. */
  delayMs?: number;
  /** What the function printed during this invocation. */
  logs?: readonly string[];
  /** It printed more than `logs` has. */
  logsTruncated?: true;
};

export type InvokeResult =
  /** The function returned; `payload` is the response body as text, '' when blank. */
  | { kind: 'returned'; payload: string }
  /** The function threw, exited or ran out of its own time (Lambda's FunctionError). */
  | { kind: 'failed'; errorType: string; errorMessage: string }
  /** Lambda did not run the function. */
  | {
      kind: 'refused';
      reason: 'throttled' | 'access-denied' | 'not-found' | 'too-large' | 'unreachable';
      message: string;
    };

/** Signalling towards phones and SIP peers. */
export interface Network {
  /** Sends an INVITE; what becomes of it is reported through `leg`. */
  invite(invite: OutboundInvite, leg: LegEvents): void;
  /** Answers an inbound call (200 OK). */
  answer(callId: string): void;
  /** Early media or ringing towards an unanswered inbound caller. */
  ring(callId: string): void;
  /** Ends a leg: BYE, CANCEL or a final response with `sipCode`. No event comes back for it. */
  release(callId: string, sipCode: number): void;
}

export interface OutboundInvite {
  transactionId: string;
  callId: string;
  to: string;
  from: string;
  sipHeaders: Readonly<Record<string, string>>;
  /** Where it goes: the PSTN, or a Voice Connector's origination routes. */
  via: { type: 'PSTN' } | { type: 'AWS'; voiceConnectorId: string };
}

export interface LegEvents {
  ringing(): void;
  answered(): void;
  /** The far side ended the leg or refused it. 0 is normal clearing. */
  ended(sipCode: number): void;
  /** One DTMF digit from this leg. */
  digit(digit: string): void;
}

/** Sound. `done` is called once, when the sound has been played to its end; never after `stop()`. */
export interface Media {
  play(callId: string, sound: Sound, done: () => void): Stoppable;
  sendDigits(callId: string, digits: string, toneMs: number, done: () => void): Stoppable;
  /** Records what the leg says. `done` when the limit or the silence is reached. */
  record(callId: string, limits: RecordLimits, done: (recording: Recording) => void): Recorder;
  /** One turn of talking to a bot: what the caller said, or '' after silence. */
  listen(callId: string, timeoutMs: number, done: (said: string) => void): Stoppable;
  /** Two legs hear each other until either is released or `unbridge`. */
  bridge(callIdA: string, callIdB: string): void;
  unbridge(callIdA: string, callIdB: string): void;
  /** Noise suppression of what this leg says. */
  voiceFocus(callId: string, enabled: boolean): void;
}

export interface Stoppable {
  stop(): void;
}

export interface Recorder {
  /** Ends the recording now and gives what there is. */
  stop(): Recording;
}

export interface RecordLimits {
  maxMs: number;
  silenceMs?: number;
}

export interface Recording {
  durationMs: number;
  /** 8 kHz 16-bit PCM, mono. */
  wav: Uint8Array;
  /** What was said, where the media side knows it (the virtual one does). */
  transcript: string;
}

export type Sound =
  | { type: 'speech'; text: string; textType: 'text' | 'ssml'; voiceId: string; languageCode?: string; engine: string }
  /** `text`: what it says, where that is known. With `loop` it plays until it is stopped. */
  | { type: 'audio'; bucketName: string; key: string; text?: string; durationMs?: number; loop?: true }
  /** A recording started, paused or resumed: the tones that a service plays by itself. */
  | { type: 'tone'; name: string; durationMs: number };

/** S3, as far as a call needs it. */
export interface Storage {
  /** Undefined when objects are not checked (no such bucket was configured). */
  find(bucketName: string, key: string): Promise<StoredObject | 'missing' | 'denied' | undefined>;
  put(bucketName: string, key: string, object: StoredObject): Promise<'stored' | 'denied'>;
}

export interface StoredObject {
  body: Uint8Array;
  contentType?: string;
  metadata?: Readonly<Record<string, string>>;
}

/** Phone numbers, SIP rules, SIP media applications and Voice Connectors as provisioned. */
export interface Directory {
  accountId: string;
  region: string;
  /** Targets of the enabled rule for a dialled number or request-URI host, lowest priority first; none when no rule matches. */
  route(trigger: { number: string } | { host: string }): readonly RouteTarget[];
  application(sipMediaApplicationId: string): Application | undefined;
  /** Whether the account may show this number as caller id. */
  ownsNumber(e164: string): boolean;
  /** Undefined when unknown or its origination is disabled. */
  voiceConnector(arn: string): { voiceConnectorId: string } | undefined;
}

export interface RouteTarget {
  sipRuleId: string;
  application: Application;
}

export interface Application {
  sipMediaApplicationId: string;
  functionArn: string;
  region: string;
}

/** Chime SDK meetings, as far as a telephone leg can touch them. */
export interface Meetings {
  /** Lets a leg in as the attendee whose token it holds. */
  join(request: JoinRequest): Promise<Joined | 'invalid-token' | 'unknown-meeting'>;
  leave(callId: string): void;
  /** All attendees must be in the meeting; only those who joined by telephone are affected. */
  setMuted(
    meetingId: string,
    attendeeIds: readonly string[],
    muted: boolean,
  ): Promise<'done' | 'unknown-meeting' | { unknownAttendees: readonly string[] }>;
  /** Who is in a meeting now; nobody where there is no such meeting. */
  participants(meetingId: string): readonly Participant[];
  /** Calls `changed` whenever somebody has come, gone or been muted, until the returned function is called. */
  watch(changed: (meetingId: string) => void): () => void;
}

/** Somebody who is in a meeting now. */
export interface Participant extends Joined {
  externalUserId: string;
  kind: 'phone' | 'browser';
  /** Of the leg, for a telephone, and of its call. */
  callId?: string;
  transactionId?: string;
  /** Muted by the service; how a browser mutes itself is its own business. */
  muted: boolean;
}

export interface JoinRequest {
  transactionId: string;
  callId: string;
  joinToken: string;
  meetingId?: string;
  /** The meeting ended, or this attendee was removed or joined from elsewhere. */
  onEnded(): void;
}

export interface Joined {
  meetingId: string;
  attendeeId: string;
}

/** What answers a caller in StartBotConversation. */
export interface Bots {
  /** `undefined`: no such bot. */
  respond(turn: BotTurn): BotReply | undefined;
}

export interface BotTurn {
  botAliasArn: string;
  localeId: string;
  sessionAttributes: Readonly<Record<string, string>>;
  /** What the caller said or keyed in; '' after silence. */
  said: string;
  /** 1 for the first thing the caller says. */
  turn: number;
}

export type BotReply =
  /** Asks on. */
  | { says: string }
  /** The conversation is over. */
  | { intent: BotIntent; says?: string; sessionAttributes?: Readonly<Record<string, string>> };

export interface BotIntent {
  name: string;
  state: 'Failed' | 'Fulfilled' | 'ReadyForFulfillment';
  slots?: Readonly<Record<string, string>>;
  confirmationState?: 'Confirmed' | 'Denied' | 'None';
}

export type Audio = Extract<Sound, { type: 'audio' }>;
