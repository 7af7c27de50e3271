import type { JoinableAttendee, Refusal } from '@patchbay/chime';
import type { MeetingInUse, MeetingKey, Participant, ParticipantKey, ScheduledMeeting } from '@patchbay/repositories';
import { type Door, type DoorDeps, type Entered, externalMeetingId, externalUserId } from './door.ts';

/** Meetings end by themselves when nobody is there; so many of them may have ended while somebody comes. */
const TRIES = 3;

/** A door whose every step may be the last one of its function: the same once more goes on there. */
export function createDoor({ scheduledMeetings, participants, meetings, mediaRegion, now }: DoorDeps): Door {
  /** The meeting that is in use, or one of the next generation. Its token gives all who come at the same time the same one. */
  async function inUseOf(meeting: ScheduledMeeting): Promise<{ ok: true; inUse?: MeetingInUse } | Refusal> {
    if (meeting.inUse) return { ok: true, inUse: meeting.inUse };
    return next(meeting, meeting.generation);
  }

  async function next(key: MeetingKey, before: number): Promise<{ ok: true; inUse?: MeetingInUse } | Refusal> {
    const generation = before + 1;
    const opened = await meetings.open({
      token: `${key.series}-${generation}`,
      externalMeetingId: externalMeetingId(key),
      mediaRegion,
    });
    if (!opened.ok) return opened;
    const inUse = await scheduledMeetings.useMeeting(key, { meetingId: opened.meetingId, generation });
    return { ok: true, ...(inUse && { inUse }) };
  }

  /** Ends the Chime meeting when nobody is here. */
  async function endIfEmpty(meeting: ScheduledMeeting | undefined): Promise<void> {
    if (!meeting?.inUse || meeting.here.length > 0) return;
    const { meetingId } = meeting.inUse;
    if (await scheduledMeetings.dropMeeting(meeting, meetingId, { ifEmpty: true })) await meetings.end(meetingId);
  }

  async function attendeeIn(
    meeting: ScheduledMeeting,
    userId: string,
  ): Promise<{ ok: true; meetingId: string; attendee: JoinableAttendee } | Exclude<Entered, { ok: true }>> {
    let used = await inUseOf(meeting);
    for (let attempt = 1; ; attempt++) {
      if (!used.ok) return used;
      if (!used.inUse) return { ok: false, reason: 'over' };
      const { meetingId, generation } = used.inUse;
      const added = await meetings.add(meetingId, userId);
      if (added.ok) return { ok: true, meetingId, attendee: added.attendee };
      if (added.reason === 'quota') return { ok: false, reason: 'full' };
      if (added.reason !== 'not-found' || attempt === TRIES) return added;
      used = await next(meeting, generation);
    }
  }

  return {
    async enter(participant: Participant, leg, via) {
      const here = hereOf(participant, leg);
      const meeting = await scheduledMeetings.enter(participant, here);
      if (!meeting) return { ok: false, reason: 'over' };
      const found = await attendeeIn(meeting, externalUserId(participant.id, leg));
      if (!found.ok) {
        await endIfEmpty(await scheduledMeetings.leave(participant, here));
        return found;
      }
      const { meetingId, attendee } = found;
      const place = { meetingId, attendeeId: attendee.AttendeeId, via, there: false, at: now() };
      await participants.place(participant, leg, place);
      return { ok: true, meetingId, attendee, place: leg };
    },
    async leave(key, leg) {
      const meeting = await scheduledMeetings.leave(key, hereOf(key, leg));
      const place = await participants.removePlace(key, leg);
      if (place) await meetings.remove(place.meetingId, place.attendeeId);
      await endIfEmpty(meeting);
    },
    async notePresence(key, leg, there, at) {
      if (!(await participants.notePresence(key, leg, there, at))) return false;
      const here = hereOf(key, leg);
      if (there) await scheduledMeetings.enter(key, here);
      else await endIfEmpty(await scheduledMeetings.leave(key, here));
      return true;
    },
    async ended(key, meetingId) {
      await scheduledMeetings.dropMeeting(key, meetingId, { ifEmpty: false });
    },
  };
}

/** Of all places in the meeting. */
const hereOf = ({ id }: ParticipantKey, leg: string): string => `${id}/${leg}`;
