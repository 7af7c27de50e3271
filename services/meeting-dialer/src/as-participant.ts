import type { MeetingParticipant } from '@patchbay/contracts';
import { mask } from '@patchbay/lambda';
import { type Participant, placesIn } from '@patchbay/repositories';

/** A participant as others see one: nothing in it opens a door, and only the organiser sees how one is reached. */
export function asParticipant(
  participant: Participant,
  { isOrganiser, inUse }: { isOrganiser: boolean; inUse?: { meetingId: string } },
): MeetingParticipant {
  const { id, name, outcome, since, reason, phoneNumber, mail } = participant;
  return {
    ...{ id, name, outcome, since },
    via: [...new Set(placesIn(participant, inUse?.meetingId).map(({ via }) => via))].sort(),
    ...(isOrganiser && {
      mail,
      ...(reason !== undefined && { reason }),
      ...(phoneNumber !== undefined && { number: mask(phoneNumber) }),
    }),
  };
}
