import type { Timer } from '../clock/clock.ts';
import type { MeetingsContext } from './context.ts';
import type { MeetingRecord } from './state.ts';

/** Ends meetings by themselves: nobody connected for five minutes, or a day old. */
export interface Lifetime {
  /** Sets a meeting's timer anew, after it was made or somebody came or went. */
  watch(meeting: MeetingRecord): void;
  forget(meetingId: string): void;
  clear(): void;
}

export function createLifetime(context: MeetingsContext, end: (meeting: MeetingRecord) => void): Lifetime {
  const timers = new Map<string, Timer>();
  const forget = (meetingId: string): void => {
    timers.get(meetingId)?.cancel();
    timers.delete(meetingId);
  };
  return {
    watch(meeting) {
      forget(meeting.MeetingId);
      const { clock, timing } = context;
      const oldest = meeting.createdAt + timing.maxAgeMs;
      const empty = meeting.emptySince === undefined ? Infinity : meeting.emptySince + timing.emptyMs;
      const wait = Math.max(0, Math.min(oldest, empty) - clock.now());
      timers.set(
        meeting.MeetingId,
        clock.after(wait, () => end(meeting)),
      );
    },
    forget,
    clear() {
      for (const id of [...timers.keys()]) forget(id);
    },
  };
}
