import type { ParticipantKey, ScheduledMeeting } from '@patchbay/repositories';

/** What a place is called among all those of a meeting. */
export const hereOf = ({ id }: Pick<ParticipantKey, 'id'>, leg: string): string => `${id}/${leg}`;

/** Whose place that leg has, or was about to have. */
export function participantAt({ eventId, series, here }: ScheduledMeeting, leg: string): ParticipantKey | undefined {
  const ids = here.map((each) => each.slice(0, each.indexOf('/')));
  const id = ids.find((each) => here.includes(hereOf({ id: each }, leg)));
  return id === undefined ? undefined : { eventId, series, id };
}
