import type { Attendance } from './presence.ts';

/** An account without meetings. */
export const noMeetings: Attendance = {
  join: () => Promise.resolve('unknown-meeting'),
  leave: () => undefined,
  setMuted: () => Promise.resolve('unknown-meeting'),
  participants: () => [],
  watch: () => () => undefined,
  placeOf: () => undefined,
  joinBrowser: () => 'invalid-token',
};
