import type { HttpRequest } from '@patchbay/lambda';
import type { MeetingKey, Participant, Participants } from '@patchbay/repositories';
import { noSuchParticipant } from './problems.ts';

/** The participant in the path. @throws HttpProblem 404 */
export async function participantIn(
  { eventId, series }: MeetingKey,
  { parameters: { id = '' } }: Pick<HttpRequest<unknown>, 'parameters'>,
  { participants }: { participants: Pick<Participants, 'get'> },
): Promise<Participant> {
  const participant = /^[\da-f]{16}$/.test(id) ? await participants.get({ eventId, series, id }) : undefined;
  if (!participant) throw noSuchParticipant();
  return participant;
}
