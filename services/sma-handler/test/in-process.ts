import type { Meetings, Refusal } from '@patchbay/chime';
import type { createMeetings } from '@patchbay/emulator';

/** The functions of libs/chime on meetings in this process. */
export function inProcess(chime: ReturnType<typeof createMeetings>): Pick<Meetings, 'open' | 'add' | 'remove' | 'end'> {
  const refused = (reason: Refusal['reason'], message: string): Refusal => ({
    ok: false,
    reason,
    message,
    cause: undefined,
  });
  const isLive = (meetingId: string) => chime.list().some(({ MeetingId }) => MeetingId === meetingId);
  return {
    async open({ token, externalMeetingId, mediaRegion }) {
      const request = { ClientRequestToken: token, ExternalMeetingId: externalMeetingId, MediaRegion: mediaRegion };
      return { ok: true, meetingId: chime.create(request).MeetingId };
    },
    async add(meetingId, externalUserId) {
      if (!isLive(meetingId)) return refused('not-found', 'The meeting has ended');
      if (externalUserId.length > 64) return refused('invalid', 'too long');
      try {
        return { ok: true, attendee: chime.attendees.create(meetingId, { ExternalUserId: externalUserId }) };
      } catch {
        return refused('quota', 'full');
      }
    },
    async remove(meetingId, attendeeId) {
      if (isLive(meetingId)) {
        try {
          chime.attendees.delete(meetingId, attendeeId);
        } catch {
          // Not there any more.
        }
      }
      return { ok: true };
    },
    async end(meetingId) {
      if (isLive(meetingId)) chime.delete(meetingId);
      return { ok: true };
    },
  };
}
