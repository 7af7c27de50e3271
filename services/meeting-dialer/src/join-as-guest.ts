import { createHash } from 'node:crypto';
import type { JoinAsGuestRequest } from '@patchbay/contracts';
import type { Counters } from '@patchbay/dial-policy';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import type { Participants } from '@patchbay/repositories';
import { byLink, type ByLinkDeps } from './by-link.ts';
import { enterMeeting, type EnterDeps } from './enter-meeting.ts';
import { meetingIn, type OwnMeetingDeps } from './own-meeting.ts';
import { meetingIsOver, noGuests, noSuchMeeting, somebodyElses, tooMany } from './problems.ts';

export interface JoinAsGuestDeps extends OwnMeetingDeps, EnterDeps, ByLinkDeps {
  participants: Pick<Participants, 'get' | 'bind'>;
  counters: Pick<Counters, 'count'>;
  /** Whether people who have not signed in may join. */
  guests: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** So often a guest joins in a minute. It is counted behind the link: so nobody can use up what others need. */
const MOST_A_MINUTE = 10;
const MINUTE_S = 60;

/**
 * `POST /meetings/{eventId}/guests`, without an ID token: joins with the link of an invitation. The browser has made up a
 * key, and the first that comes with the link is the one whose it is.
 * @throws HttpProblem
 */
export async function joinAsGuest(
  request: HttpRequest<JoinAsGuestRequest>,
  deps: JoinAsGuestDeps,
): Promise<HttpAnswer> {
  if (!deps.guests) throw noGuests();
  const { link, guestKey } = request.body;
  const meeting = await meetingIn(request, deps);
  const participant = meeting && (await byLink(meeting, link, deps));
  if (!meeting || !participant) throw noSuchMeeting();
  if (meeting.endedAt !== undefined) throw meetingIsOver();
  const seconds = Math.floor(deps.now() / 1_000);
  const minute = Math.floor(seconds / MINUTE_S);
  const counter = `meeting-guests/${meeting.series}/${participant.id}/${minute}`;
  const end = (minute + 1) * MINUTE_S;
  if (!(await deps.counters.count(counter, { limit: MOST_A_MINUTE, expires: end }))) {
    throw tooMany(end - seconds, 'Wait a moment before you join again.');
  }
  // Kept as a digest: with the key itself somebody else could come. No user's id has such a beginning.
  const guest = `guest:${createHash('sha256').update(guestKey).digest('hex')}`;
  if (!(await deps.participants.bind(participant, guest))) throw somebodyElses();
  return enterMeeting(participant, guest, false, deps);
}
