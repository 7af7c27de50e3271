import type {
  AttendeeCapabilities,
  CreateAttendeeError,
  CreateAttendeeRequestItem,
  ListAttendeesRequest,
} from '@aws-sdk/client-chime-sdk-meetings';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import { findAttendee, findMeeting, type MeetingsContext } from './context.ts';
import { defaultCapabilities, requireCapabilities } from './features.ts';
import type { Presence } from './presence.ts';
import type { AttendeeRecord, MeetingRecord } from './state.ts';

type Capabilities = Wire<AttendeeCapabilities>;
type Item = Wire<CreateAttendeeRequestItem>;

export interface Attendees {
  /** A repeated ExternalUserId gives the attendee that there is. */
  create(meetingId: string, item: Item): AttendeeRecord;
  /** Each item succeeds or fails on its own. */
  createMany(meetingId: string, items: readonly Item[]): { attendees: AttendeeRecord[]; errors: CreateAttendeeError[] };
  get(meetingId: string, attendeeId: string): AttendeeRecord;
  list(request: Wire<ListAttendeesRequest>): Page<AttendeeRecord>;
  /** Disconnects the attendee and makes the join token worthless. */
  delete(meetingId: string, attendeeId: string): void;
  setCapabilities(meetingId: string, attendeeId: string, capabilities: Capabilities): AttendeeRecord;
  setCapabilitiesExcept(meetingId: string, excludedIds: readonly string[], capabilities: Capabilities): void;
}

export function createAttendees(context: MeetingsContext, presence: Presence): Attendees {
  const get = (meetingId: string, attendeeId: string): AttendeeRecord =>
    findAttendee(findMeeting(context, meetingId), attendeeId);
  return {
    get,
    create: (meetingId, item) => add(context, findMeeting(context, meetingId), item),
    createMany(meetingId, items) {
      const meeting = findMeeting(context, meetingId);
      const attendees: AttendeeRecord[] = [];
      const errors: CreateAttendeeError[] = [];
      for (const item of items) {
        try {
          attendees.push(add(context, meeting, item));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          errors.push({ ExternalUserId: item.ExternalUserId, ErrorCode: error.code, ErrorMessage: error.message });
        }
      }
      return { attendees, errors };
    },
    list(request) {
      const { attendees } = findMeeting(context, request.MeetingId);
      return paginate(Object.values(attendees), ({ order }) => String(order).padStart(9, '0'), request);
    },
    delete(meetingId, attendeeId) {
      const meeting = findMeeting(context, meetingId);
      const attendee = findAttendee(meeting, attendeeId);
      presence.disconnect(meeting, attendee.AttendeeId);
      delete meeting.attendees[attendee.AttendeeId];
      context.emit('chime:AttendeeDeleted', meeting, attendee);
    },
    setCapabilities(meetingId, attendeeId, capabilities) {
      const meeting = findMeeting(context, meetingId);
      const attendee = findAttendee(meeting, attendeeId);
      requireCapabilities(capabilities, meeting.MeetingFeatures);
      attendee.Capabilities = capabilities;
      return attendee;
    },
    setCapabilitiesExcept(meetingId, excludedIds, capabilities) {
      const meeting = findMeeting(context, meetingId);
      requireCapabilities(capabilities, meeting.MeetingFeatures);
      const excluded = new Set(excludedIds.map((id) => findAttendee(meeting, id)));
      for (const attendee of Object.values(meeting.attendees)) {
        if (!excluded.has(attendee)) attendee.Capabilities = { ...capabilities };
      }
    },
  };
}

function add(context: MeetingsContext, meeting: MeetingRecord, { ExternalUserId, Capabilities }: Item): AttendeeRecord {
  if (/^aws:/i.test(ExternalUserId)) throw new Refusal('BadRequest', 'ExternalUserId must not begin with aws:');
  const all = Object.values(meeting.attendees);
  const existing = all.find((other) => other.ExternalUserId === ExternalUserId);
  if (existing && context.idempotency === 'same') return existing;
  const max = Math.min(meeting.MeetingFeatures?.Attendee?.MaxCount ?? Infinity, context.quotas.attendees);
  if (all.length >= max) {
    throw new Refusal('LimitExceeded', `The meeting has ${all.length} attendees; it can have ${max}`);
  }
  if (Capabilities) requireCapabilities(Capabilities, meeting.MeetingFeatures);
  const AttendeeId = context.ids.uuid();
  const attendee: AttendeeRecord = {
    ExternalUserId,
    AttendeeId,
    JoinToken: Buffer.from(`${AttendeeId}:${context.ids.uuid()}`).toString('base64url'),
    Capabilities: Capabilities ?? defaultCapabilities(meeting.MeetingFeatures),
    order: context.state.created++,
  };
  meeting.attendees[AttendeeId] = attendee;
  context.emit('chime:AttendeeAdded', meeting, attendee);
  return attendee;
}
