import type { SmaEvent } from '@patchbay/sma';
import { diagnostics, type DiagnosticCode, type DiagnosticLevel } from './diagnostics.ts';
import type { InMeeting, InvocationEntry, LegKind, TraceEntry } from './entry.ts';
import type { CallRecord } from './recorder.ts';

/** A call as one object, as `patchbay call --json` prints it. Times (`at`) are milliseconds since the call began. */
export interface CallJson {
  transactionId: string;
  events: EventJson[];
  legs: LegJson[];
  /** What each phone heard, in order, by the phone's number or name. */
  heard: Record<string, { at: number; text: string; sound: string }[]>;
  diagnostics: DiagnosticJson[];
  /** What contact centres made of it; absent when there was none. */
  contacts?: ContactJson[];
  /** Meetings that its legs were in; absent when there was none. */
  meetings?: MeetingJson[];
  /** Undefined while the call is up. */
  ended?: { at: number; reason: string };
}

export interface EventJson {
  at: number;
  event: SmaEvent;
  response: unknown;
  durationMs: number;
  attempt: number;
  outcome: InvocationEntry['outcome'];
  error?: string;
  logs?: readonly string[];
}

export interface LegJson {
  callId: string;
  tag: 'LEG-A' | 'LEG-B';
  kind: LegKind;
  from: string;
  to: string;
  state: 'ringing' | 'connected' | 'disconnected';
  answeredAt?: number;
  endedAt?: number;
  sipCode?: number;
  /** What the INVITE brought, or brings to a SIP peer; absent when there are none. */
  sipHeaders?: Readonly<Record<string, string>>;
  /** Whom it was heard by and heard, from when on; absent when it was alone all the time. */
  audio?: AudioJson[];
}

export interface AudioJson {
  at: number;
  /** CallId of the call's other leg. */
  bridgedWith?: string;
  meetingId?: string;
  muted?: true;
}

export interface MeetingJson {
  meetingId: string;
  /** Who was in it, whenever that changed while a leg of the call was in it. */
  rosters: { at: number; participants: readonly InMeeting[] }[];
}

export interface ContactJson {
  contactId: string;
  callId: string;
  at: number;
  attributes: Readonly<Record<string, string>>;
}

export interface DiagnosticJson {
  at: number;
  code: DiagnosticCode;
  level: DiagnosticLevel;
  message: string;
  whatToDo: string;
  callId?: string;
  sequence?: number;
}

export function toJson(record: CallRecord): CallJson {
  const { transactionId, startedAt, entries } = record;
  const events: EventJson[] = [];
  const legs = new Map<string, LegJson>();
  const heard = new Map<string, { at: number; text: string; sound: string }[]>();
  const found: DiagnosticJson[] = [];
  const contacts = new Map<string, ContactJson>();
  const meetings = new Map<string, MeetingJson>();
  let ended: CallJson['ended'];
  for (const entry of entries) {
    const at = entry.at - startedAt;
    if (entry.type === 'invocation') events.push(eventOf(entry, at));
    else if (entry.type === 'leg') legs.set(entry.callId, legOf(entry, at, legs.get(entry.callId)));
    else if (entry.type === 'heard') {
      const sounds = heard.get(entry.by) ?? [];
      heard.set(entry.by, sounds);
      sounds.push({ at, text: entry.text, sound: entry.sound });
    } else if (entry.type === 'audio') addAudio(legs.get(entry.callId), entry, at);
    else if (entry.type === 'roster') addRoster(meetings, entry, at);
    else if (entry.type === 'contact')
      contacts.set(entry.contactId, contactOf(entry, at, contacts.get(entry.contactId)));
    else if (entry.type === 'diagnostic') found.push(diagnosticOf(entry, at));
    else if (entry.type === 'call-ended') ended = { at, reason: entry.reason };
  }
  return {
    transactionId,
    events,
    legs: [...legs.values()],
    heard: Object.fromEntries(heard),
    diagnostics: found,
    ...(contacts.size > 0 && { contacts: [...contacts.values()] }),
    ...(meetings.size > 0 && { meetings: [...meetings.values()] }),
    ...(ended && { ended }),
  };
}

function eventOf(entry: InvocationEntry, at: number): EventJson {
  const { event, response, durationMs, attempt, outcome, error, logs } = entry;
  return {
    at,
    event,
    response,
    durationMs,
    attempt,
    outcome,
    ...(error !== undefined && { error }),
    ...(logs && { logs }),
  };
}

function legOf(entry: Extract<TraceEntry, { type: 'leg' }>, at: number, before: LegJson | undefined): LegJson {
  const { callId, tag, kind, from, to, state, sipCode, sipHeaders = {} } = entry;
  return {
    ...before,
    ...{ callId, tag, kind, from, to, state },
    ...(state === 'connected' && { answeredAt: at }),
    ...(state === 'disconnected' && { endedAt: at }),
    ...(sipCode !== undefined && { sipCode }),
    ...(Object.keys(sipHeaders).length > 0 && { sipHeaders }),
  };
}

function addAudio(
  leg: LegJson | undefined,
  { bridgedWith, meetingId, muted }: Extract<TraceEntry, { type: 'audio' }>,
  at: number,
): void {
  if (!leg) return;
  const audio: AudioJson = {
    at,
    ...(bridgedWith !== undefined && { bridgedWith }),
    ...(meetingId !== undefined && { meetingId }),
    ...(muted && { muted }),
  };
  leg.audio = [...(leg.audio ?? []), audio];
}

function addRoster(
  meetings: Map<string, MeetingJson>,
  { meetingId, participants }: Extract<TraceEntry, { type: 'roster' }>,
  at: number,
): void {
  const meeting = meetings.get(meetingId) ?? { meetingId, rosters: [] };
  meetings.set(meetingId, meeting);
  meeting.rosters.push({ at, participants });
}

function contactOf(
  { contactId, callId, attributes }: Extract<TraceEntry, { type: 'contact' }>,
  at: number,
  before: ContactJson = { contactId, callId, at, attributes: {} },
): ContactJson {
  return { ...before, attributes: { ...before.attributes, ...attributes } };
}

function diagnosticOf(entry: Extract<TraceEntry, { type: 'diagnostic' }>, at: number): DiagnosticJson {
  const { code, level, message, callId, sequence } = entry;
  const { whatToDo } = diagnostics[code];
  return {
    at,
    code,
    level,
    message,
    whatToDo,
    ...(callId !== undefined && { callId }),
    ...(sequence !== undefined && { sequence }),
  };
}
