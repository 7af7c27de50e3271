import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { TokenProblem, User, VerifyToken } from '../sign-in/user.ts';
import { HttpProblem } from './http-problem.ts';

export interface HttpRequest<Body> {
  /** Whoever has signed in and asks. */
  user: User;
  /** Of the path, decoded. */
  parameters: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: Body;
}

/** Where a function does not say otherwise: hardly any body of ours is anywhere near as long. */
export const MAX_BODY_BYTES = 16 * 1024;

const text = z.catch(z.optional(z.record(z.string(), z.catch(z.string(), ''))), {});
/** The parts of an event of an HTTP API, payload format 2.0, that are of use. */
const eventSchema = z.object({
  headers: text,
  pathParameters: text,
  queryStringParameters: text,
  body: z.catch(z.optional(z.string()), undefined),
  isBase64Encoded: z.catch(z.optional(z.boolean()), false),
});

/** Who may ask, and what a request must be. */
export interface RequestRules<Body> {
  verify: VerifyToken;
  /** Whoever asks must be in it. */
  group?: string;
  /** There is no body when missing. */
  body?: z.ZodMiniType<Body>;
  /** The longest body; 16 KB when missing. */
  maxBodyBytes?: number;
}

/**
 * Reads a request: first who asks, then what.
 * @throws {HttpProblem} 401, 403, 413, 415 or 400
 */
export async function readRequest<Body>(
  event: Partial<APIGatewayProxyEventV2>,
  { verify, group, body: schema, maxBodyBytes = MAX_BODY_BYTES }: RequestRules<Body>,
): Promise<HttpRequest<Body>> {
  const { headers: given = {}, pathParameters = {}, queryStringParameters = {}, ...rest } = z.parse(eventSchema, event);
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const verified = await verify(headers['authorization']);
  if (!verified.ok) throw refused(verified.reason);
  if (group !== undefined && !verified.user.groups.includes(group)) throw notAnOperator();
  const body = schema && checked(schema, readJson(headers['content-type'], bodyOf(rest, maxBodyBytes)));
  return { user: verified.user, parameters: pathParameters, query: queryStringParameters, headers, body: body as Body };
}

function bodyOf(
  { body = '', isBase64Encoded }: Pick<z.infer<typeof eventSchema>, 'body' | 'isBase64Encoded'>,
  most: number,
): string {
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  if (bytes.length > most) {
    throw new HttpProblem(413, 'too-large', 'The body is too long', { detail: `At most ${most} bytes.` });
  }
  return bytes.toString('utf8');
}

function readJson(contentType = '', body: string): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new HttpProblem(415, 'not-json', 'The body must be JSON', {
      detail: 'Send it with Content-Type: application/json.',
    });
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new HttpProblem(400, 'bad-json', 'The body is not JSON', { cause });
  }
}

/** Of what is wrong, the place and the rule, never the value. */
function checked<Body>(schema: z.ZodMiniType<Body>, value: unknown): Body {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const errors = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new HttpProblem(400, 'invalid-request', 'The request is not as it must be', {
    detail: errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
    errors,
  });
}

const REFUSALS: Readonly<Record<TokenProblem, [status: 401 | 403, detail: string]>> = {
  missing: [401, 'Send an ID token: Authorization: Bearer …'],
  malformed: [401, 'The Authorization header must be Bearer and an ID token.'],
  expired: [401, 'The ID token has expired. Sign in again.'],
  'not-ours': [401, 'That is not an ID token of this system.'],
  unverified: [403, 'Confirm your e-mail address first.'],
  'wrong-domain': [403, 'Your e-mail address is not of a domain that may use this.'],
};

function refused(reason: TokenProblem): HttpProblem {
  const [status, detail] = REFUSALS[reason];
  if (status === 403) return new HttpProblem(403, reason, 'You may not use this', { detail });
  const headers = { 'www-authenticate': reason === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"' };
  return new HttpProblem(401, `token-${reason}`, 'You have not signed in', { detail, headers });
}

function notAnOperator(): HttpProblem {
  return new HttpProblem(403, 'not-an-operator', 'You may not use this', { detail: 'Only operators may do this.' });
}
