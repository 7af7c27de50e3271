import type { JoinableAttendee, Refusal } from '@patchbay/chime';
import type { MeetingKey, Participant, ScheduledMeeting } from '@patchbay/repositories';
import { type Door, type DoorDeps, type Entered, externalMeetingId, externalUserId } from './door.ts';
import { hereOf } from './here.ts';

/** Meetings end by themselves when nobody is there; so many are opened at most for somebody who comes. */
const MOST = 3;

/** Of whom notices of coming and going cross each other, so often it is looked what holds. */
const LOOKS = 3;

type Attended = { ok: true; meetingId: string; attendee: JoinableAttendee } | Exclude<Entered, { ok: true }>;

/** A door whose every step may be the last one of its function: the same once more goes on there. */
export function createDoor({ scheduledMeetings, participants, meetings, mediaRegion, now }: DoorDeps): Door {
  /** Sees to it that a meeting of the next generation is in use. The token gives all who come at the same time the same one. */
  async function openNext(before: ScheduledMeeting): Promise<{ ok: true } | Refusal> {
    const generation = before.generation + 1;
    const token = `${before.series}-${generation}`;
    const opened = await meetings.open({ token, externalMeetingId: externalMeetingId(before), mediaRegion });
    if (!opened.ok) return opened;
    const used = await scheduledMeetings.useMeeting(before, { meetingId: opened.meetingId, generation });
    // Then nobody finds it: another one is in use, or nobody can join any more.
    if (used?.meetingId !== opened.meetingId) await meetings.end(opened.meetingId);
    return { ok: true };
  }

  async function attendeeOf(meetingId: string, userId: string): Promise<Attended> {
    const added = await meetings.add(meetingId, userId);
    if (added.ok) return { ok: true, meetingId, attendee: added.attendee };
    return added.reason === 'quota' ? { ok: false, reason: 'full' } : added;
  }

  async function attend(key: MeetingKey, here: string, userId: string): Promise<Attended> {
    let last: { meetingId: string; attended: Attended } | undefined;
    for (let opened = 0; ; opened++) {
      // Each time: whoever has noted that the meeting before has ended has forgotten who was here.
      const meeting = await scheduledMeetings.enter(key, here);
      if (!meeting) return { ok: false, reason: 'over' };
      const { meetingId } = meeting.inUse ?? {};
      if (meetingId !== undefined && meetingId !== last?.meetingId) {
        last = { meetingId, attended: await attendeeOf(meetingId, userId) };
        if (last.attended.ok || last.attended.reason !== 'not-found') return last.attended;
      }
      if (opened === MOST) return last?.attended ?? GONE;
      const next = await openNext(meeting);
      if (!next.ok) return next;
    }
  }

  /** Ends the Chime meeting in use when nobody is here; whether it has. */
  async function endIfEmpty(meeting: ScheduledMeeting | undefined): Promise<boolean> {
    if (!meeting?.inUse || meeting.here.length > 0) return false;
    const { meetingId } = meeting.inUse;
    if (!(await scheduledMeetings.dropMeeting(meeting, meetingId, { ifEmpty: true }))) return false;
    mustBeDone(await meetings.end(meetingId));
    return true;
  }

  return {
    async enter(participant: Participant, leg, via) {
      const here = hereOf(participant, leg);
      const before = participant.places[leg];
      const attended = await attend(participant, here, externalUserId(participant.id, leg));
      if (!attended.ok) {
        // Whoever has a place in the meeting may be in it already, and leaves it himself.
        const inUse = before && (await scheduledMeetings.get(participant.eventId, participant.series))?.inUse;
        if (inUse?.meetingId === undefined || inUse.meetingId !== before?.meetingId) {
          await endIfEmpty(await scheduledMeetings.leave(participant, here));
        }
        return attended;
      }
      const { meetingId, attendee } = attended;
      const { AttendeeId: attendeeId } = attendee;
      try {
        await participants.place(participant, leg, { meetingId, attendeeId, via, there: false, at: now() });
      } catch (error) {
        // Nobody would find it.
        if (before?.attendeeId !== attendeeId) await meetings.remove(meetingId, attendeeId);
        throw error;
      }
      return { ok: true, meetingId, attendee, place: leg };
    },
    async leave(key, leg) {
      const [meeting, participant] = await Promise.all([
        scheduledMeetings.leave(key, hereOf(key, leg)),
        participants.get(key),
      ]);
      const place = participant?.places[leg];
      const hasEnded = await endIfEmpty(meeting);
      if (!place) return;
      // One that is not in use any more has ended, and all its attendees with it.
      const isIn = !hasEnded && meeting?.inUse?.meetingId === place.meetingId;
      if (isIn) mustBeDone(await meetings.remove(place.meetingId, place.attendeeId));
      // Last of all: the same once more finds what is left to be done.
      await participants.removePlace(key, leg);
    },
    async notePresence(key, leg, there, at) {
      if (!(await participants.notePresence(key, leg, there, at))) return false;
      const here = hereOf(key, leg);
      let isThere = there;
      // What was noted meanwhile may have been followed before this was: so whoever writes last looks once more.
      for (let look = 0; look < LOOKS; look++) {
        const meeting = await (isThere ? scheduledMeetings.enter(key, here) : scheduledMeetings.leave(key, here));
        const place = (await participants.get(key))?.places[leg];
        // Nobody is in a meeting that has ended, whatever was told of it in which order.
        const isIn = place !== undefined && place.there && place.meetingId === meeting?.inUse?.meetingId;
        if (isIn === isThere) {
          if (!isIn) await endIfEmpty(meeting);
          break;
        }
        isThere = isIn;
      }
      return true;
    },
    async ended(key, meetingId) {
      await scheduledMeetings.dropMeeting(key, meetingId, { ifEmpty: false });
    },
  };
}

const GONE: Refusal = { ok: false, reason: 'not-found', message: 'The meeting has ended.', cause: undefined };

function mustBeDone(result: { ok: true } | Refusal): void {
  if (!result.ok) throw new Error(`A meeting can not be left: ${result.message}`, { cause: result.cause });
}
