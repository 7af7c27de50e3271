import type { CallResult, JoinableAttendee, Meetings, Refusal, RefusalReason, Voice } from '@patchbay/chime';
import { EngineError, type MeetingsService, type Outside } from '@patchbay/emulator';

/** What goes wrong for no reason: asked before each request. */
export type Trouble = () => RefusalReason | undefined;

/** The functions of libs/chime for meetings, on the meetings of an emulator in this process. */
export function meetingsOf(chime: MeetingsService, trouble: Trouble): Meetings {
  const isLive = (meetingId: string) => Object.hasOwn(chime.export().meetings, meetingId);
  return {
    async create({ token, externalMeetingId, mediaRegion, attendees }) {
      const reason = trouble();
      if (reason) return refuse(reason);
      const meeting = chime.create({
        ClientRequestToken: token,
        ExternalMeetingId: externalMeetingId,
        MediaRegion: mediaRegion,
      });
      const { MeetingId } = meeting;
      return {
        ok: true,
        meeting: { MeetingId },
        attendees: attendees.map((ExternalUserId) => chime.attendees.create(MeetingId, { ExternalUserId })),
      };
    },
    async get(meetingId, attendeeId) {
      if (!isLive(meetingId)) return refuse('not-found');
      return {
        ok: true,
        meeting: { MeetingId: meetingId },
        attendees: [sent(chime.attendees.get(meetingId, attendeeId))],
      };
    },
    async open({ token, externalMeetingId, mediaRegion }) {
      const reason = trouble();
      if (reason) return refuse(reason);
      const request = { ClientRequestToken: token, ExternalMeetingId: externalMeetingId, MediaRegion: mediaRegion };
      return { ok: true, meetingId: chime.create(request).MeetingId };
    },
    async add(meetingId, externalUserId) {
      const reason = trouble();
      if (reason) return refuse(reason);
      if (!isLive(meetingId)) return refuse('not-found');
      return { ok: true, attendee: sent(chime.attendees.create(meetingId, { ExternalUserId: externalUserId })) };
    },
    async remove(meetingId, attendeeId) {
      const reason = trouble();
      if (reason) return refuse(reason);
      if (
        !isLive(meetingId) ||
        !chime.attendees.list({ MeetingId: meetingId }).items.some((each) => each.AttendeeId === attendeeId)
      )
        return { ok: true };
      chime.attendees.delete(meetingId, attendeeId);
      return { ok: true };
    },
    async end(meetingId) {
      const reason = trouble();
      if (reason) return refuse(reason);
      if (isLive(meetingId)) chime.delete(meetingId);
      return { ok: true };
    },
  };
}

/** What of an attendee the service answers. */
function sent({
  AttendeeId,
  ExternalUserId,
  JoinToken,
}: ReturnType<MeetingsService['attendees']['get']>): JoinableAttendee {
  return { AttendeeId, ExternalUserId, JoinToken };
}

/** Those for calls, on the calls of a history. */
export function voiceOf({ createCall, updateCall }: Outside, trouble: Trouble): Voice {
  return {
    async createCall({ from, to, arguments: given, sipHeaders }) {
      return result(() =>
        createCall({ from, to, ...(given && { arguments: given }), ...(sipHeaders && { sipHeaders }) }),
      );
    },
    async updateCall({ transactionId, arguments: given }) {
      const reason = trouble();
      if (reason) return refuse(reason);
      return result(() => {
        updateCall(transactionId, given);
        return { transactionId };
      });
    },
  };
}

const REASONS: Readonly<Record<string, RefusalReason>> = {
  Throttled: 'throttled',
  ResourceLimitExceeded: 'quota',
  NotFound: 'not-found',
  BadRequest: 'invalid',
};

function result(ask: () => { transactionId: string }): CallResult {
  try {
    return { ok: true, transactionId: ask().transactionId };
  } catch (error) {
    // An answer that got lost: whether it has happened is not known.
    return refuse(error instanceof EngineError ? (REASONS[error.code] ?? 'unknown') : 'unknown');
  }
}

function refuse(reason: RefusalReason): Refusal {
  return { ok: false, reason, message: reason, cause: undefined };
}
