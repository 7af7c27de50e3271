import { createHash } from 'node:crypto';
import type { CreateMeetingRequest } from '@patchbay/contracts';
import type { Counters } from '@patchbay/dial-policy';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { asScheduled } from './as-scheduled.ts';
import type { OwnMeetingDeps } from './own-meeting.ts';
import { eventIdInUse, meetingIsOver, tooMany } from './problems.ts';
import { openMeeting, schedule, type ScheduleDeps } from './scheduling/schedule.ts';
import { wantedOf } from './scheduling/wanted.ts';

export interface CreateMeetingDeps extends ScheduleDeps {
  scheduledMeetings: ScheduleDeps['scheduledMeetings'] & OwnMeetingDeps['scheduledMeetings'];
  counters: Pick<Counters, 'count'>;
}

/** With 250 participants each, there is an end to the e-mail that somebody sends in our name. */
const MOST_A_DAY = 50;
const DAY_S = 86_400;

/** `POST /meetings`: opens a meeting, or finds the one that is there, and has people invited to it. @throws HttpProblem */
export async function createMeeting(
  { user, body }: HttpRequest<CreateMeetingRequest>,
  deps: CreateMeetingDeps,
): Promise<HttpAnswer> {
  const { eventId } = body;
  const meeting = (await deps.scheduledMeetings.get(eventId)) ?? (await openOneMore(eventId, user.email, deps));
  if (meeting.organiser !== user.email) throw eventIdInUse();
  if (meeting.endedAt !== undefined) throw meetingIsOver();
  const wanted = body.participants.map((each) => ({ ok: true as const, wanted: wantedOf(each) }));
  return { status: 202, body: asScheduled(meeting, await schedule(meeting, wanted, deps, deps.now())) };
}

async function openOneMore(eventId: string, organiser: string, deps: CreateMeetingDeps) {
  const seconds = Math.floor(deps.now() / 1_000);
  const day = Math.floor(seconds / DAY_S);
  const end = (day + 1) * DAY_S;
  const whose = createHash('sha256').update(organiser).digest('hex');
  const isCounted = await deps.counters.count(`meetings-opened/${whose}/${day}`, { limit: MOST_A_DAY, expires: end });
  if (!isCounted) throw tooMany(end - seconds, 'You have opened as many meetings as one may in a day.');
  return openMeeting(eventId, organiser, deps);
}
