import type { HttpAnswer } from '@patchbay/lambda';
import type { Conferences } from '@patchbay/repositories';
import { asConference } from './as-conference.ts';

const MOST = 100;

/** `GET /conferences`: those that are open, the latest first. */
export async function listConferences({
  conferences,
}: {
  conferences: Pick<Conferences, 'list'>;
}): Promise<HttpAnswer> {
  return { status: 200, body: { conferences: (await conferences.list(MOST)).map(asConference) } };
}
