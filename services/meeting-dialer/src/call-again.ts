import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import type { Participants, ScheduledMeetings } from '@patchbay/repositories';
import { asParticipant } from './as-participant.ts';
import type { Invitations } from './invitations.ts';
import { ownOpenMeeting } from './own-meeting.ts';
import { participantIn } from './participant-in.ts';
import { cannotBeCalled, noSuchParticipant } from './problems.ts';
import { seeToInvitations } from './see-to-invitations.ts';

export interface CallAgainDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get' | 'noteSent'>;
  participants: Pick<Participants, 'get' | 'callAgain'>;
  invitations: Pick<Invitations, 'send'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * `POST /meetings/{eventId}/participants/{id}/call`: calls a participant again, unless it is being called, or is in the
 * meeting. @throws HttpProblem
 */
export async function callAgain(request: HttpRequest<undefined>, deps: CallAgainDeps): Promise<HttpAnswer> {
  const meeting = await ownOpenMeeting(request, deps);
  const participant = await participantIn(meeting, request, deps);
  if (participant.phoneNumber === undefined) throw cannotBeCalled();
  const then = await deps.participants.callAgain(participant, deps.now(), meeting.inUse?.meetingId);
  if (!then) throw noSuchParticipant();
  await seeToInvitations(meeting, deps);
  return { status: 202, body: asParticipant(then, { ...meeting, isOrganiser: true }) };
}
