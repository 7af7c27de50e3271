import { isLinkOf, parseLink } from '@patchbay/meetings';
import type { MeetingKey, Participant, Participants } from '@patchbay/repositories';

export interface ByLinkDeps {
  participants: Pick<Participants, 'get'>;
}

/** Whose link it is: the one that was mailed last. Undefined for any other. */
export async function byLink(
  { eventId, series }: MeetingKey,
  link: string,
  { participants }: ByLinkDeps,
): Promise<Participant | undefined> {
  const parsed = parseLink(link);
  const participant = parsed && (await participants.get({ eventId, series, id: parsed.participantId }));
  return participant && isLinkOf(participant, parsed.token) ? participant : undefined;
}
