import { HttpProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import { asLiveCall } from '@patchbay/live';
import type { Conferences, LiveCalls } from '@patchbay/repositories';

export interface ListLiveCallsDeps {
  liveCalls: Pick<LiveCalls, 'ofConference'>;
  conferences: Pick<Conferences, 'ofPin'>;
}

/** A meeting has 250 attendees at most; others may wait, or be on hold. */
const MOST = 500;

/** `GET /live-calls?conference=ID`: the callers of a conference, whoever came first comes first. @throws HttpProblem */
export async function listLiveCalls(
  { query }: HttpRequest<undefined>,
  { liveCalls, conferences }: ListLiveCallsDeps,
): Promise<HttpAnswer> {
  const conferenceId = idOf(query['conference']);
  const calls = await liveCalls.ofConference(conferenceId, MOST);
  const [first] = calls;
  const conference = (first && (await conferences.ofPin(first.pin, conferenceId))) ?? {};
  return { status: 200, body: { calls: calls.map((call) => asLiveCall(call, conference)) } };
}

function idOf(id = ''): string {
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const message = 'must be the id of a conference';
  throw new HttpProblem(400, 'invalid-request', 'The request is not as it must be', {
    detail: `conference ${message}`,
    errors: [{ path: 'conference', message }],
  });
}
