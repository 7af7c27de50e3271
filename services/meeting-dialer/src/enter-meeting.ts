import { createHash } from 'node:crypto';
import type { Meetings } from '@patchbay/chime';
import { awsProblem, type HttpAnswer } from '@patchbay/lambda';
import type { Door } from '@patchbay/meetings';
import type { Participant } from '@patchbay/repositories';
import { asParticipant } from './as-participant.ts';
import { meetingIsFull, meetingIsOver } from './problems.ts';

export interface EnterDeps {
  door: Pick<Door, 'enter' | 'ended'>;
  meetings: Pick<Meetings, 'get'>;
}

/** Of a meeting that ends while somebody comes, another one is made, once. */
const TRIES = 2;

/**
 * A place in the meeting for the browser of a participant: asked again it is the same one, with its join token anew.
 * @param of whatever the browser is known by
 * @throws HttpProblem
 */
export async function enterMeeting(
  participant: Participant,
  of: string,
  isOrganiser: boolean,
  { door, meetings }: EnterDeps,
): Promise<HttpAnswer> {
  const leg = createHash('sha256').update(of).digest('hex').slice(0, 32);
  for (let attempt = 1; ; attempt++) {
    const entered = await door.enter(participant, leg, 'browser');
    if (!entered.ok) {
      if (entered.reason === 'over') throw meetingIsOver();
      if (entered.reason === 'full') throw meetingIsFull();
      throw awsProblem('meeting', entered);
    }
    const found = await meetings.get(entered.meetingId, entered.attendee.AttendeeId);
    if (found.ok) {
      const { meeting } = found;
      const { meetingId, attendee } = entered;
      const as = asParticipant(participant, { isOrganiser, inUse: { meetingId } });
      return { status: 200, body: { meeting, attendee, participant: as } };
    }
    if (found.reason !== 'not-found' || attempt === TRIES) throw awsProblem('meeting', found);
    await door.ended(participant, entered.meetingId);
  }
}
