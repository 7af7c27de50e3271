import type { AddParticipantsRequest } from '@patchbay/contracts';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { asScheduled } from './as-scheduled.ts';
import { ownOpenMeeting, type OwnMeetingDeps } from './own-meeting.ts';
import { schedule, type ScheduleDeps } from './scheduling/schedule.ts';
import { wantedOf } from './scheduling/wanted.ts';

/** `POST /meetings/{eventId}/participants`: has more people invited to a meeting of one's own. @throws HttpProblem */
export async function addParticipants(
  request: HttpRequest<AddParticipantsRequest>,
  deps: OwnMeetingDeps & ScheduleDeps,
): Promise<HttpAnswer> {
  const meeting = await ownOpenMeeting(request, deps);
  const wanted = request.body.participants.map((each) => ({ ok: true as const, wanted: wantedOf(each) }));
  return { status: 202, body: asScheduled(meeting, await schedule(meeting, wanted, deps, deps.now())) };
}
