import type { Meetings, Voice } from '@patchbay/chime';
import { awsProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import {
  isOn,
  type Participant,
  type Participants,
  type ScheduledMeetings,
  type Telephony,
} from '@patchbay/repositories';
import { ownMeeting } from './own-meeting.ts';
import { noSuchMeeting } from './problems.ts';

export interface EndMeetingDeps {
  scheduledMeetings: Pick<ScheduledMeetings, 'get' | 'end'>;
  participants: Pick<Participants, 'list'>;
  meetings: Pick<Meetings, 'end'>;
  voice: Pick<Voice, 'updateCall'>;
  telephony(): Promise<Pick<Telephony, 'sipMediaApplicationId'>>;
  /** Told what went wrong beside it. */
  report(error: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

const AT_ONCE = 25;

/**
 * `POST /meetings/{eventId}/end`: nobody can join any more, and everybody is hung up: those who are in it with the meeting,
 * those who are called at this moment by their calls. Asked again, it does again what may have failed.
 * @throws HttpProblem
 */
export async function endMeeting(request: HttpRequest<undefined>, deps: EndMeetingDeps): Promise<HttpAnswer> {
  const own = await ownMeeting(request, deps);
  const meeting = await deps.scheduledMeetings.end(own, deps.now());
  if (!meeting) throw noSuchMeeting();
  const { eventId, endedAt, inUse } = meeting;
  const ended = inUse ? await deps.meetings.end(inUse.meetingId) : undefined;
  // Who answers, or joins, later sees that it is over: so it is no harm if this fails.
  await deps.participants
    .list(meeting)
    .then((people) => tellCalls(people, deps))
    .catch((error: unknown) => deps.report(error));
  if (ended?.ok === false) throw awsProblem('meeting', ended);
  return { status: 200, body: { eventId, endedAt } };
}

async function tellCalls(people: readonly Participant[], deps: EndMeetingDeps): Promise<void> {
  const now = deps.now();
  const ids = people.flatMap((each) => (isOn(each, now) ? (each.call?.transactionId ?? []) : []));
  if (ids.length === 0) return;
  const { sipMediaApplicationId } = await deps.telephony();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await Promise.all(
      ids
        .slice(from, from + AT_ONCE)
        .map((transactionId) =>
          deps.voice.updateCall({ sipMediaApplicationId, transactionId, arguments: { action: 'end' } }),
        ),
    );
  }
}
