/** Everything that happens in a call, as data: the ladder, the JSON, the page and the tests read only this. */
import type { Action, SmaEvent } from '@patchbay/sma';
import type { DiagnosticCode, DiagnosticLevel } from './diagnostics.ts';

export interface TraceSink {
  record(entry: TraceEntry): void;
}

/** `at` is call time, milliseconds since the epoch. */
export type TraceEntry = { at: number; transactionId: string } & TraceDetail;

export type TraceDetail =
  | { type: 'call-started'; direction: 'Inbound' | 'Outbound'; from: string; to: string; sipMediaApplicationId: string }
  | {
      type: 'leg';
      callId: string;
      tag: 'LEG-A' | 'LEG-B';
      state: 'ringing' | 'connected' | 'disconnected';
      from: string;
      to: string;
      kind: LegKind;
      sipCode?: number;
      sipHeaders?: Readonly<Record<string, string>>;
    }
  | { type: 'bridge'; callIdA: string; callIdB: string; state: 'up' | 'down' }
  | InvocationEntry
  | {
      type: 'action';
      phase: 'started' | 'succeeded' | 'failed' | 'interrupted' | 'dropped';
      action: Action;
      callId: string | undefined;
      reason?: string;
    }
  | {
      type: 'heard';
      callId: string;
      by: string;
      text: string;
      sound: 'speech' | 'audio' | 'ringback' | 'tone' | 'voice' | 'digits';
      /** Heard in a meeting, into which it came through this leg; `by` is an external user id then. */
      meetingId?: string;
    }
  /** Digits or words that came from a phone, or from somebody in the meeting that this leg is in. */
  | { type: 'said'; callId: string; by: string; digits?: string; text?: string; meetingId?: string }
  | { type: 'attributes'; attributes: Readonly<Record<string, unknown>> }
  | { type: 'api'; operation: string; request: unknown; result: string }
  | { type: 'meeting'; meetingId: string; attendeeId: string; event: 'joined' | 'left' | 'muted' | 'unmuted' }
  /** Who is in a meeting that a leg of this call is in, when that has changed. */
  | { type: 'roster'; meetingId: string; participants: readonly InMeeting[] }
  /** Whom a leg is heard by and hears, when that has changed; until first told it is alone. */
  | { type: 'audio'; callId: string; bridgedWith?: string; meetingId?: string; muted?: true }
  | { type: 'stored'; bucketName: string; key: string; transcript: string }
  /** What a contact centre did at its end of a leg. */
  | { type: 'contact'; contactId: string; callId: string; text: string; attributes?: Readonly<Record<string, string>> }
  | DiagnosticEntry
  | { type: 'call-ended'; reason: string };

/** Somebody in a meeting, as others see him. */
export interface InMeeting {
  externalUserId: string;
  kind: 'phone' | 'browser';
  muted: boolean;
}

export interface InvocationEntry {
  type: 'invocation';
  event: SmaEvent;
  attempt: number;
  /** The response as parsed JSON, or undefined when there was none. */
  response: unknown;
  outcome:
    | 'returned'
    | 'invalid'
    | 'failed'
    | 'throttled'
    | 'access-denied'
    | 'not-found'
    | 'too-large'
    | 'unreachable'
    | 'timed-out';
  error?: string;
  durationMs: number;
  logs?: readonly string[];
  /** Its answer came after a later attempt had already been used, so nothing was done with it. */
  ignored?: boolean;
}

export interface DiagnosticEntry {
  type: 'diagnostic';
  code: DiagnosticCode;
  level: DiagnosticLevel;
  message: string;
  callId?: string;
  sequence?: number;
}

export type LegKind = 'caller' | 'pstn' | 'voice-connector' | 'meeting';
