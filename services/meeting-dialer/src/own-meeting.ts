import type { HttpRequest } from '@patchbay/lambda';
import type { ScheduledMeeting, ScheduledMeetings } from '@patchbay/repositories';
import { meetingIsOver, noSuchMeeting } from './problems.ts';

export interface OwnMeetingDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get'>;
}

type Asked = Pick<HttpRequest<unknown>, 'user' | 'parameters'>;

/** The meeting in the path, whosever it is; undefined when there is none. */
export async function meetingIn(
  { parameters: { eventId = '' } }: Pick<Asked, 'parameters'>,
  { scheduledMeetings }: OwnMeetingDeps,
): Promise<ScheduledMeeting | undefined> {
  return /^\d{6}$/.test(eventId) ? scheduledMeetings.get(eventId) : undefined;
}

/** The meeting in the path, which is of whoever asks. @throws HttpProblem 404 */
export async function ownMeeting(request: Asked, deps: OwnMeetingDeps): Promise<ScheduledMeeting> {
  const meeting = await meetingIn(request, deps);
  if (meeting?.organiser !== request.user.email) throw noSuchMeeting();
  return meeting;
}

/** The same, as long as it can be joined. @throws HttpProblem 404 or 410 */
export async function ownOpenMeeting(request: Asked, deps: OwnMeetingDeps): Promise<ScheduledMeeting> {
  const meeting = await ownMeeting(request, deps);
  if (meeting.endedAt !== undefined) throw meetingIsOver();
  return meeting;
}
