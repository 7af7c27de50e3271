import type { JoinMeetingRequest } from '@patchbay/contracts';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { type Guard, participantId } from '@patchbay/meetings';
import type { Participant, Participants, ScheduledMeeting } from '@patchbay/repositories';
import { enterMeeting, type EnterDeps } from './enter-meeting.ts';
import { byLink, type ByLinkDeps } from './by-link.ts';
import { meetingIn, type OwnMeetingDeps } from './own-meeting.ts';
import { meetingIsOver, noSuchMeeting, somebodyElses, tooMany } from './problems.ts';

export interface JoinMeetingDeps extends OwnMeetingDeps, EnterDeps, ByLinkDeps {
  participants: Pick<Participants, 'get' | 'bind' | 'add'>;
  guard: Guard;
  /** Milliseconds since the epoch. */
  now(): number;
}

type Request = HttpRequest<JoinMeetingRequest>;

const HOUR_S = 3_600;

/**
 * `POST /meetings/{eventId}/join`: with the passcode or the link of an invitation, or with nothing for its organiser and
 * for whoever is on its list. Whoever comes first with an invitation is the one whose it is, and may come again with it.
 * @throws HttpProblem
 */
export async function joinMeeting(request: Request, deps: JoinMeetingDeps): Promise<HttpAnswer> {
  const { user } = request;
  const meeting = await meetingIn(request, deps);
  const participant = await participantOf(meeting, request, deps);
  if (!meeting || !participant) throw noSuchMeeting();
  if (meeting.endedAt !== undefined) throw meetingIsOver();
  // Whose address it is needs no invitation, and nobody takes it from him.
  const isHis = participant.email === user.email;
  if (!(await deps.participants.bind(participant, user.id)) && !isHis) throw somebodyElses();
  return enterMeeting(participant, user.id, meeting.organiser === user.email, deps);
}

/** Undefined for who may not join; nobody learns why. */
async function participantOf(
  meeting: ScheduledMeeting | undefined,
  { user, body }: Request,
  deps: JoinMeetingDeps,
): Promise<Participant | undefined> {
  if (body.passcode !== undefined) {
    const judged = await deps.guard.judge(meeting, body.passcode, { kind: 'user', id: user.id, email: user.email });
    if (judged.ok) return judged.participant;
    if (judged.reason === 'too-many') throw tooMany(HOUR_S, 'Too many wrong passcodes. Use the link of your e-mail.');
    return undefined;
  }
  if (!meeting) return undefined;
  return body.link === undefined ? onList(meeting, user.email, deps) : byLink(meeting, body.link, deps);
}

/** Whoever has that address; the organiser is put on the list when he comes. */
async function onList(
  meeting: ScheduledMeeting,
  email: string,
  { participants, now }: JoinMeetingDeps,
): Promise<Participant | undefined> {
  const { eventId, series, organiser, closesAt } = meeting;
  const key = { eventId, series, id: participantId({ email }, meeting) };
  const known = await participants.get(key);
  if (known || email !== organiser) return known;
  await participants.add({ ...key, name: organiser, email, addedAt: now(), closesAt, mail: 'none' });
  return participants.get(key);
}
