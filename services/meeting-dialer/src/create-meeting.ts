import type { CreateMeetingRequest } from '@patchbay/contracts';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { asScheduled } from './as-scheduled.ts';
import { eventIdInUse, meetingIsOver } from './problems.ts';
import { openMeeting, schedule, type ScheduleDeps } from './scheduling/schedule.ts';
import { wantedOf } from './scheduling/wanted.ts';

/** `POST /meetings`: opens a meeting, or finds the one that is there, and has people invited to it. @throws HttpProblem */
export async function createMeeting(
  { user, body }: HttpRequest<CreateMeetingRequest>,
  deps: ScheduleDeps,
): Promise<HttpAnswer> {
  const meeting = await openMeeting(body.eventId, user.email, deps);
  if (meeting.organiser !== user.email) throw eventIdInUse();
  if (meeting.endedAt !== undefined) throw meetingIsOver();
  const wanted = body.participants.map((each) => ({ ok: true as const, wanted: wantedOf(each) }));
  return { status: 202, body: asScheduled(meeting, await schedule(meeting, wanted, deps, deps.now())) };
}
