import type { Counters } from '@patchbay/dial-policy';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import type { Participants, ScheduledMeetings } from '@patchbay/repositories';
import { asParticipant } from './as-participant.ts';
import type { Invitations } from './invitations.ts';
import { ownOpenMeeting } from './own-meeting.ts';
import { participantIn } from './participant-in.ts';
import { cannotBeMailed, noSuchParticipant, tooMany } from './problems.ts';
import { seeToInvitations } from './see-to-invitations.ts';

export interface ResendMailDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get' | 'noteSent'>;
  participants: Pick<Participants, 'get' | 'resend'>;
  invitations: Pick<Invitations, 'send'>;
  counters: Pick<Counters, 'count'>;
  /** Whether there is somebody whom e-mail can come from. */
  sendsMail: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Nobody gets more e-mail than that because somebody keeps asking for it. */
const MOST_AN_HOUR = 5;
const HOUR_S = 3_600;

/**
 * `POST /meetings/{eventId}/participants/{id}/resend`: sends a participant a new e-mail, with a new passcode and a new link.
 * @throws HttpProblem
 */
export async function resendMail(request: HttpRequest<undefined>, deps: ResendMailDeps): Promise<HttpAnswer> {
  const meeting = await ownOpenMeeting(request, deps);
  const participant = await participantIn(meeting, request, deps);
  if (!deps.sendsMail) throw cannotBeMailed('No e-mail is sent from here.');
  if (participant.email === undefined) throw cannotBeMailed('There is no e-mail address.');
  const seconds = Math.floor(deps.now() / 1_000);
  const hour = Math.floor(seconds / HOUR_S);
  const counter = `meeting-resends/${meeting.series}/${participant.id}/${hour}`;
  const end = (hour + 1) * HOUR_S;
  if (!(await deps.counters.count(counter, { limit: MOST_AN_HOUR, expires: end }))) {
    throw tooMany(end - seconds, 'As many e-mails have been asked for as are sent in an hour.');
  }
  const then = await deps.participants.resend(participant);
  if (!then) throw noSuchParticipant();
  await seeToInvitations(meeting, deps);
  return { status: 202, body: asParticipant(then, { ...meeting, isOrganiser: true }) };
}
