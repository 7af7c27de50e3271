import type { Meetings } from '../engine/ports.ts';

/** An account without meetings. */
export const noMeetings: Meetings = {
  join: () => Promise.resolve('unknown-meeting'),
  leave: () => undefined,
  setMuted: () => Promise.resolve('unknown-meeting'),
};
