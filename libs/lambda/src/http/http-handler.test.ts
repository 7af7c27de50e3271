import { describe, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createLogger } from '../logger.ts';
import { anybody } from '../sign-in/anybody.ts';
import type { Verified } from '../sign-in/user.ts';
import { httpHandler, type HttpAnswer } from './http-handler.ts';
import { HttpProblem } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';

const USER = { id: 'sub-1', email: 'someone@example.com', groups: [] };
const schema = z.strictObject({ to: z.string(), times: z.optional(z.int()) });
type Body = z.infer<typeof schema>;

interface Given {
  event?: Partial<APIGatewayProxyEventV2> | Record<string, unknown>;
  verified?: Verified | Error;
  answer?: (request: HttpRequest<Body>) => Promise<HttpAnswer>;
  group?: string;
  maxBodyBytes?: number;
}

async function asked({ event = {}, verified = { ok: true, user: USER }, answer, group, maxBodyBytes }: Given = {}) {
  const lines: Record<string, unknown>[] = [];
  const written = (text: unknown) => lines.push(JSON.parse(String(text)) as Record<string, unknown>) > 0;
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(written);
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(written);
  const tokens: unknown[] = [];
  const requests: HttpRequest<Body>[] = [];
  let time = 0;
  const handler = httpHandler<Body>(
    async (request) => {
      requests.push(request);
      return (await answer?.(request)) ?? { status: 200, body: { hello: request.user.id } };
    },
    {
      logger: createLogger({ serviceName: 'test', logLevel: 'INFO' }),
      verify: async (token) => {
        tokens.push(token);
        if (verified instanceof Error) throw verified;
        return verified;
      },
      ...(group !== undefined && { group }),
      ...(maxBodyBytes !== undefined && { maxBodyBytes }),
      body: schema,
      now: () => (time += 7),
    },
  );
  try {
    const result = await handler(
      {
        routeKey: 'POST /calls',
        headers: { Authorization: 'Bearer a.b.c', 'Content-Type': 'application/json; charset=utf-8' },
        body: '{"to":"+12065550123"}',
        ...event,
      },
      { awsRequestId: 'request-1' } as Context,
    );
    return { result, body: JSON.parse(result.body ?? 'null') as unknown, lines, tokens, requests };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

test('two requests at the same time have a line each, with their own id', async () => {
  const lines: unknown[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
  const { promise: both, resolve: bothAreThere } = Promise.withResolvers<void>();
  let there = 0;
  const handler = httpHandler(
    async () => {
      if (++there === 2) bothAreThere();
      await both;
      return { status: 204 };
    },
    { logger: createLogger({ serviceName: 'test', logLevel: 'INFO' }), verify: anybody },
  );
  const of = (id: string) => handler({ routeKey: `GET /${id}` }, { awsRequestId: id } as Context);
  await Promise.all([of('one'), of('two')]).finally(() => write.mockRestore());
  expect(lines).toMatchObject(['one', 'two'].map((id) => ({ requestId: id, route: `GET /${id}` })));
});

test('a request is answered, and leaves one line with nothing of the person', async () => {
  const { result, body, lines, tokens, requests } = await asked({
    event: { pathParameters: { id: 'call-1' }, queryStringParameters: { limit: '3' } },
  });
  expect(result).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
  expect(body).toEqual({ hello: 'sub-1' });
  expect(tokens).toEqual(['Bearer a.b.c']);
  expect(requests).toMatchObject([
    { parameters: { id: 'call-1' }, query: { limit: '3' }, body: { to: '+12065550123' } },
  ]);
  expect(lines).toMatchObject([
    { message: 'answered', route: 'POST /calls', requestId: 'request-1', status: 200, durationMs: 7 },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/a\.b\.c|someone|5550123/);
});

test('a body may come as base64', async () => {
  const body = Buffer.from('{"to":"x"}').toString('base64');
  expect((await asked({ event: { body, isBase64Encoded: true } })).result.statusCode).toBe(200);
});

test('an answer without a body has none', async () => {
  const { result } = await asked({ answer: async () => ({ status: 204 }) });
  expect(result).toEqual({ statusCode: 204, headers: { 'cache-control': 'no-store' } });
});

test.each<[Verified, number, string, string | undefined]>([
  [{ ok: false, reason: 'missing' }, 401, 'token-missing', 'Bearer'],
  [{ ok: false, reason: 'malformed' }, 401, 'token-malformed', 'Bearer error="invalid_token"'],
  [{ ok: false, reason: 'expired' }, 401, 'token-expired', 'Bearer error="invalid_token"'],
  [{ ok: false, reason: 'not-ours' }, 401, 'token-not-ours', 'Bearer error="invalid_token"'],
  [{ ok: false, reason: 'unverified' }, 403, 'unverified', undefined],
  [{ ok: false, reason: 'wrong-domain' }, 403, 'wrong-domain', undefined],
])(
  '%j is answered with %i, and nothing else of the request is looked at',
  async (verified, status, code, challenge) => {
    const { result, body, requests, lines } = await asked({ verified, event: { body: 'no JSON' } });
    expect(result.statusCode).toBe(status);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(result.headers?.['www-authenticate']).toBe(challenge);
    expect(body).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    expect(requests).toEqual([]);
    expect(lines).toMatchObject([{ level: 'INFO', message: 'refused', status, code }]);
  },
);

describe('a function that is for a group', () => {
  const signedIn = (groups: readonly string[]): Verified => ({ ok: true, user: { ...USER, groups } });

  test.each([
    [[], '{"to":"x"}'],
    [['Operators', 'operator', 'operators2'], 'no JSON'],
  ])('does not answer somebody in %j who sends %s', async (groups, sent) => {
    const given = { group: 'operators', verified: signedIn(groups), event: { body: sent } };
    const { body, requests, result, lines } = await asked(given);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      status: 403,
      code: 'not-an-operator',
      title: 'You may not use this',
      detail: 'Only operators may do this.',
    });
    expect(requests).toEqual([]);
    expect(lines).toMatchObject([{ level: 'INFO', message: 'refused', status: 403, code: 'not-an-operator' }]);
  });

  test('answers who is in it, also among others', async () => {
    const { result } = await asked({ group: 'operators', verified: signedIn(['others', 'operators']) });
    expect(result.statusCode).toBe(200);
  });

  test('looks at the token first', async () => {
    const { body } = await asked({ group: 'operators', verified: { ok: false, reason: 'expired' } });
    expect(body).toMatchObject({ status: 401, code: 'token-expired' });
  });
});

test.each<[string, Given['event'], number, string, string]>([
  ['half an object', { body: '{' }, 400, 'bad-json', ''],
  ['nothing', { body: undefined }, 400, 'bad-json', ''],
  ['null', { body: 'null' }, 400, 'invalid-request', ''],
  ['a number', { body: '{"to":7}' }, 400, 'invalid-request', 'to'],
  ['a text for a number', { body: '{"to":"x","times":"secret"}' }, 400, 'invalid-request', 'times'],
  ['more than is asked for', { body: '{"to":"x","extra":1}' }, 400, 'invalid-request', ''],
  ['too much', { body: `{"to":"${'x'.repeat(17_000)}"}` }, 413, 'too-large', ''],
  ['another type', { headers: { authorization: 'Bearer a.b.c', 'content-type': 'text/plain' } }, 415, 'not-json', ''],
  ['no type', { headers: { authorization: 'Bearer a.b.c' } }, 415, 'not-json', ''],
])('%s as the body is answered', async (_, event, status, code, path) => {
  const { body, requests, result } = await asked({ event: event as Record<string, unknown> });
  expect(body).toMatchObject({ status, code });
  if (code === 'invalid-request') expect(body).toMatchObject({ errors: [{ path }] });
  expect(result.body).not.toContain('secret');
  expect(requests).toEqual([]);
});

test('a function may take a longer body, and no longer one', async () => {
  const event = { body: `{"to":"${'x'.repeat(17_000)}"}` };
  expect((await asked({ event, maxBodyBytes: 20_000 })).result.statusCode).toBe(200);
  const { body } = await asked({ event, maxBodyBytes: 17_000 });
  expect(body).toMatchObject({ status: 413, code: 'too-large', detail: 'At most 17000 bytes.' });
});

test('to a function that is for everybody, everybody is nobody, also with a token', async () => {
  for (const authorization of [undefined, 'Bearer a.b.c']) {
    expect(await anybody(authorization)).toEqual({ ok: true, user: { id: '', email: '', groups: [] } });
  }
});

test('a problem that the work meets is the answer, with its headers', async () => {
  const answer = () =>
    Promise.reject(
      new HttpProblem(503, 'throttled', 'Too many calls', { step: 'call', headers: { 'retry-after': '1' } }),
    );
  const { result, body, lines } = await asked({ answer });
  expect(result.headers).toMatchObject({ 'retry-after': '1' });
  expect(body).toEqual({ status: 503, code: 'throttled', title: 'Too many calls', step: 'call' });
  expect(lines).toMatchObject([{ level: 'ERROR', message: 'failed', status: 503, code: 'throttled' }]);
});

test.each([
  ['the work', { answer: () => Promise.reject(new Error('no table of +12065550123')) }],
  ['the sign-in', { verified: new Error('no table of +12065550123') }],
])('what %s throws is in the log, masked, and not in the answer', async (_, given) => {
  const { body, lines } = await asked(given);
  expect(body).toMatchObject({ status: 500, code: 'failed' });
  expect(JSON.stringify(body)).not.toContain('table');
  expect(JSON.stringify(lines)).toContain('no table of ***23');
});
