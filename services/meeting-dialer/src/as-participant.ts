import type { MeetingParticipant } from '@patchbay/contracts';
import { mask } from '@patchbay/lambda';
import type { Participant } from '@patchbay/repositories';

/**
 * A participant as others see one: nothing in it opens a door, and only the organiser sees how one is reached. Of a Chime
 * meeting that is not in use any more nobody may have told that all have left it.
 */
export function asParticipant(
  { id, name, outcome, since, reason, phoneNumber, mail, places }: Participant,
  { isOrganiser, inUse }: { isOrganiser: boolean; inUse?: { meetingId: string } },
): MeetingParticipant {
  const there = Object.values(places).filter((place) => place.there && place.meetingId === inUse?.meetingId);
  return {
    ...{ id, name, outcome, since },
    via: [...new Set(there.map(({ via }) => via))].sort(),
    ...(isOrganiser && {
      mail,
      ...(reason !== undefined && { reason }),
      ...(phoneNumber !== undefined && { number: mask(phoneNumber) }),
    }),
  };
}
