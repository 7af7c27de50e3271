import { HttpProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import { asCall } from '@patchbay/live';
import type { UserCalls } from '@patchbay/repositories';

const LIMIT = 20;
const MOST = 50;

/** `GET /calls`: the latest first; `before` goes on where a page ended. @throws HttpProblem */
export async function listCalls(
  { user, query }: HttpRequest<undefined>,
  { userCalls }: { userCalls: Pick<UserCalls, 'list'> },
): Promise<HttpAnswer> {
  const limit = whole('limit', query['limit'], MOST) ?? LIMIT;
  const before = whole('before', query['before'], Number.MAX_SAFE_INTEGER);
  const calls = await userCalls.list(user.id, { limit, ...(before !== undefined && { before }) });
  return { status: 200, body: { calls: calls.map(asCall) } };
}

function whole(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  const message = `must be a whole number from 1 to ${most}`;
  throw new HttpProblem(400, 'invalid-request', 'The request is not as it must be', {
    detail: `${name} ${message}`,
    errors: [{ path: name, message }],
  });
}
