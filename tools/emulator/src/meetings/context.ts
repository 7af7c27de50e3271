import type { MediaPlacement } from '@aws-sdk/client-chime-sdk-meetings';
import type { Clock } from '../clock/clock.ts';
import type { Ids } from '../engine/ports.ts';
import { peek } from '../aws/peek.ts';
import { Refusal } from '../aws/refusal.ts';
import { toMeetingEvent, type MeetingEvent, type MeetingEventType, type NetworkType } from './events.ts';
import { mediaPlacementNowhere } from './media-placement.ts';
import { emptyState, type AttendeeRecord, type MeetingRecord, type MeetingsState } from './state.ts';

export interface MeetingsQuotas {
  /** Live meetings at a time. */
  meetings: number;
  /** Attendees a meeting, unless the meeting says less. */
  attendees: number;
}

export interface MeetingsTiming {
  /** A meeting ends when nobody has been connected for this long, milliseconds. */
  emptyMs: number;
  /** And at this age, whoever is connected. */
  maxAgeMs: number;
}

export interface MeetingsOptions {
  clock: Clock;
  ids: Ids;
  /** Twelve digits. */
  accountId: string;
  region: string;
  quotas?: Partial<MeetingsQuotas>;
  timing?: Partial<MeetingsTiming>;
  /** Open point U18: a repeated ExternalUserId gives the same attendee, or a new one. */
  idempotency?: 'same' | 'new';
  /** Where clients find a meeting's media; nowhere unless given. */
  mediaPlacement?(meetingId: string): MediaPlacement;
  /** EventBridge's `aws.chime` events. */
  onEvent?(event: MeetingEvent): void;
}

export const awsMeetingsQuotas: MeetingsQuotas = { meetings: 250, attendees: 250 };

export const awsMeetingsTiming: MeetingsTiming = { emptyMs: 5 * 60_000, maxAgeMs: 24 * 3600_000 };

/** What the registry's parts share. */
export interface MeetingsContext {
  clock: Clock;
  ids: Ids;
  accountId: string;
  region: string;
  quotas: MeetingsQuotas;
  timing: MeetingsTiming;
  idempotency: 'same' | 'new';
  mediaPlacement(meetingId: string): MediaPlacement;
  state: MeetingsState;
  emit(type: MeetingEventType, meeting: MeetingRecord, attendee?: AttendeeRecord, network?: NetworkType): void;
}

export function createContext(options: MeetingsOptions): MeetingsContext {
  const { clock, ids, accountId, region, onEvent, mediaPlacement = mediaPlacementNowhere } = options;
  return {
    clock,
    ids,
    accountId,
    region,
    quotas: { ...awsMeetingsQuotas, ...options.quotas },
    timing: { ...awsMeetingsTiming, ...options.timing },
    idempotency: options.idempotency ?? 'same',
    mediaPlacement,
    state: emptyState(),
    emit(type, meeting, attendee, network) {
      const source = { id: ids.uuid(), account: accountId, region, now: clock.now() };
      onEvent?.(toMeetingEvent(source, type, meeting, attendee, network));
    },
  };
}

/** A live meeting, if it is one. */
export function peekMeeting({ state }: MeetingsContext, meetingId: string): MeetingRecord | undefined {
  return peek(state.meetings, meetingId.toLowerCase());
}

/** A live meeting. Throws NotFound, also for one that has ended. */
export function findMeeting(context: MeetingsContext, meetingId: string): MeetingRecord {
  const meeting = peekMeeting(context, meetingId);
  if (meeting) return meeting;
  const ended = Object.hasOwn(context.state.ended, meetingId.toLowerCase());
  throw new Refusal('NotFound', `${ended ? 'The meeting has ended' : 'Meeting not found'}: ${meetingId}`);
}

/** Throws NotFound. */
export function findAttendee(meeting: MeetingRecord, attendeeId: string): AttendeeRecord {
  const attendee = peek(meeting.attendees, attendeeId.toLowerCase());
  if (!attendee) throw new Refusal('NotFound', `Attendee not found: ${attendeeId}`);
  return attendee;
}
