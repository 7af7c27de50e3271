import type { MeetingKey, ScheduledMeeting } from './meeting.ts';
import type { ScheduledMeetings } from './meetings.ts';

/** Scheduled meetings in memory, under the same conditions; for simulations and tests. */
export function createMemoryScheduledMeetings(now: () => number): ScheduledMeetings {
  const meetings = new Map<string, ScheduledMeeting>();
  /** Whatever has closed may still be there. */
  const find = ({
    eventId,
    series,
  }: {
    eventId: string;
    series?: string | undefined;
  }): ScheduledMeeting | undefined => {
    const known = meetings.get(eventId);
    return known && known.closesAt > now() && (series === undefined || known.series === series) ? known : undefined;
  };
  /** Also when it has closed. */
  const kept = ({ eventId, series }: MeetingKey): ScheduledMeeting | undefined => {
    const known = meetings.get(eventId);
    return known?.series === series ? known : undefined;
  };
  const change = (key: MeetingKey, changes: Partial<ScheduledMeeting>): ScheduledMeeting | undefined => {
    const known = kept(key);
    if (!known) return undefined;
    const changed = { ...known, ...changes };
    meetings.set(key.eventId, changed);
    return changed;
  };
  const joinable = (key: MeetingKey): ScheduledMeeting | undefined => {
    const known = find(key);
    return known?.endedAt === undefined ? known : undefined;
  };
  return {
    async open(meeting) {
      const known = find({ eventId: meeting.eventId });
      if (known) return known;
      const opened = { ...meeting, generation: 0, here: [], sentAt: 0 };
      meetings.set(meeting.eventId, opened);
      return opened;
    },
    get: async (eventId, series) => find({ eventId, series }),
    async enter(key, placeId) {
      const known = joinable(key);
      return known && change(key, { here: [...known.here.filter((each) => each !== placeId), placeId] });
    },
    async leave(key, placeId) {
      return change(key, { here: (kept(key)?.here ?? []).filter((each) => each !== placeId) });
    },
    async useMeeting(key, meeting) {
      const known = joinable(key);
      if (!known) return undefined;
      if (known.generation !== meeting.generation - 1) return known.inUse;
      return change(key, { inUse: meeting, generation: meeting.generation })?.inUse;
    },
    async dropMeeting(key, meetingId, { ifEmpty }) {
      const known = kept(key);
      if (known?.inUse?.meetingId !== meetingId) return true;
      if (ifEmpty && known.here.length > 0) return false;
      const { inUse: _dropped, ...rest } = known;
      meetings.set(key.eventId, { ...rest, here: [] });
      return true;
    },
    async end(key, at) {
      return change(key, { endedAt: kept(key)?.endedAt ?? at });
    },
    async noteSent(key, sentAt) {
      change(key, { sentAt: Math.max(sentAt, kept(key)?.sentAt ?? 0) });
    },
  };
}
