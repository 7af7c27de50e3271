import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import type { Participants } from '@patchbay/repositories';
import { asParticipant } from './as-participant.ts';
import { meetingIn, type OwnMeetingDeps } from './own-meeting.ts';
import { noSuchMeeting } from './problems.ts';

export interface ListParticipantsDeps extends OwnMeetingDeps {
  participants: Pick<Participants, 'list'>;
}

/** `GET /meetings/{eventId}/participants`, for its organiser and its participants. @throws HttpProblem */
export async function listParticipants(
  request: HttpRequest<undefined>,
  deps: ListParticipantsDeps,
): Promise<HttpAnswer> {
  const { user } = request;
  const meeting = await meetingIn(request, deps);
  if (!meeting) throw noSuchMeeting();
  const people = await deps.participants.list(meeting);
  const isOrganiser = meeting.organiser === user.email;
  const isOneOfThem = people.some(({ email, boundTo }) => email === user.email || boundTo === user.id);
  if (!isOrganiser && !isOneOfThem) throw noSuchMeeting();
  const { eventId, organiser, closesAt, endedAt } = meeting;
  return {
    status: 200,
    body: {
      ...{ eventId, organiser, closesAt, ...(endedAt !== undefined && { endedAt }) },
      participants: people.map((each) => asParticipant(each, { ...meeting, isOrganiser })),
    },
  };
}
