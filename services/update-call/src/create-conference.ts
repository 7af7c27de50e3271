import type { CreateConferenceRequest } from '@patchbay/contracts';
import type { HttpAnswer, HttpRequest } from '@patchbay/lambda';
import { CONFERENCE_MS, type Conferences } from '@patchbay/repositories';
import { asConference } from './as-conference.ts';
import { noFreePin, pinInUse } from './problems.ts';

export interface CreateConferenceDeps {
  conferences: Pick<Conferences, 'open'>;
  /** Where the request does not say. */
  waitingRoom: boolean;
  /** A number from 0 to `below` - 1 that nobody can foretell. */
  randomInt(below: number): number;
  /** Milliseconds since the epoch. */
  now(): number;
  uuid(): string;
}

const PIN_DIGITS = 5;
/** So many PINs are drawn at most: even with half of them in use, one of a thousand requests finds none. */
const DRAWS = 10;

/** `POST /conferences`: opens a conference under the PIN that is asked for, or one that is free. @throws HttpProblem */
export async function createConference(
  { user, body }: HttpRequest<CreateConferenceRequest>,
  { conferences, waitingRoom, randomInt, now, uuid }: CreateConferenceDeps,
): Promise<HttpAnswer> {
  const openedAt = now();
  const unnumbered = {
    id: uuid(),
    name: body.name,
    openedBy: user.id,
    waitingRoom: body.waitingRoom ?? waitingRoom,
    openedAt,
    closesAt: openedAt + CONFERENCE_MS,
  };
  for (let draw = 0; draw < DRAWS; draw++) {
    const pin = body.pin ?? String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
    const conference = { ...unnumbered, pin };
    if (await conferences.open(conference)) return { status: 201, body: asConference(conference) };
    if (body.pin !== undefined) throw pinInUse();
  }
  throw noFreePin();
}
