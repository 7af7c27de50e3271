import { request as send } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { startFakeFunctions, type FakeFunctions } from '../../test/support/fake-functions.ts';
import { testStamp } from '../../test/support/stamp.ts';
import { readBody } from '../http/read-body.ts';
import { startLambda, type LocalLambda } from '../lambda/start-lambda.ts';
import { type LocalHttpApi, startHttpApi } from './start-http-api.ts';

let functions: FakeFunctions;
let lambda: LocalLambda;
let api: LocalHttpApi;
let release: () => void;

beforeEach(async () => {
  const { promise: held, resolve } = Promise.withResolvers<void>();
  release = resolve;
  functions = await startFakeFunctions({
    echo: (event) => event,
    created: () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json' },
      cookies: ['a=1', 'b=2'],
      body: '{}',
    }),
    failing: () => {
      throw new RangeError('secret');
    },
    slow: () => held,
    strange: () => ({ statusCode: 200, headers: { 'x-lines': 'a\nb' }, body: 'x' }),
    open: () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: 'x' }),
  });
  const stamp = testStamp();
  lambda = await startLambda(stamp);
  const documents = { '/openapi.json': () => ({ openapi: '3.1.0' }) };
  api = await startHttpApi({ ...stamp, lambda, documents, timeoutMs: 1_000 });
  for (const name of ['echo', 'created', 'failing', 'slow', 'strange', 'open']) {
    lambda.register(name, { endpoint: functions.endpoint });
    api.addRoute({ routeKey: `ANY /${name}`, functionName: name });
    api.addRoute({ routeKey: `ANY /${name}/{id}`, functionName: name });
  }
});
afterEach(async () => {
  release();
  await api.stop();
  await lambda.stop();
  await functions.stop();
});

async function answerTo(path: string, init: RequestInit = {}) {
  const response = await fetch(api.endpoint + path, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
}
const echoed = async (path: string, init: RequestInit = {}) =>
  JSON.parse((await answerTo(path, init)).body) as APIGatewayProxyEventV2;

describe('the event', () => {
  test('is in payload format 2.0', async () => {
    const host = new URL(api.endpoint).host;
    const event = await echoed('/echo/caf%C3%A9%20%2B1?a=1&a=2%2C3&b=%20x&c', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'jest', 'X-Own': 'Own', cookie: 's=1; t=2' },
      body: '{"to":"+12065550101"}',
    });
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'ANY /echo/{id}',
      rawPath: '/echo/café +1',
      rawQueryString: 'a=1&a=2%2C3&b=%20x&c',
      cookies: ['s=1', 't=2'],
      headers: expect.objectContaining({
        host,
        'content-type': 'application/json',
        'content-length': '21',
        'user-agent': 'jest',
        'x-own': 'Own',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': host.split(':')[1],
        'x-forwarded-proto': 'http',
      }),
      queryStringParameters: { a: '1,2,3', b: ' x', c: '' },
      pathParameters: { id: 'café +1' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: host,
        domainPrefix: '127',
        http: { method: 'POST', path: '/echo/café +1', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'jest' },
        requestId: expect.stringMatching(/^00000000-/),
        routeKey: 'ANY /echo/{id}',
        stage: '$default',
        time: '05/Jan/2026:09:00:00 +0000',
        timeEpoch: Date.parse('2026-01-05T09:00:00Z'),
      },
      body: '{"to":"+12065550101"}',
      isBase64Encoded: false,
    });
    expect(Object.keys(event.headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(event.headers).not.toHaveProperty('connection');
  });

  test('has nothing of what the request has not', async () => {
    const event = await echoed('/echo');
    for (const name of ['body', 'cookies', 'pathParameters', 'queryStringParameters']) {
      expect(event).not.toHaveProperty(name);
    }
    expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  });

  test('joins headers that come more than once', async () => {
    const request = send(`${api.endpoint}/echo`, {
      headers: [
        ['Host', 'api.test'],
        ['X-Many', 'a'],
        ['x-many', 'b,c'],
      ].flat(),
    });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const event = JSON.parse((await readBody(response)).toString()) as APIGatewayProxyEventV2;
    expect(event.headers['x-many']).toBe('a,b,c');
    expect(event.requestContext).toMatchObject({ domainName: 'api.test', domainPrefix: 'api' });
  });

  test.each<[string, RequestInit['headers'], boolean]>([
    ['JSON', { 'content-type': 'application/json; charset=utf-8' }, false],
    ['text', { 'content-type': 'text/csv' }, false],
    ['XML', { 'content-type': 'application/xml' }, false],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, true],
    ['JSON of a kind', { 'content-type': 'application/problem+json' }, true],
    ['compressed text', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, true],
    ['audio', { 'content-type': 'audio/wav' }, true],
  ])('has the body of %s', async (_what, headers, isBase64Encoded) => {
    const event = await echoed('/echo', { method: 'PUT', headers: headers ?? {}, body: Buffer.from('a=ü') });
    expect(event).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YT3DvA==' : 'a=ü' });
  });

  test('has a body without a type in base64', async () => {
    const request = send(`${api.endpoint}/echo`, { method: 'POST' });
    request.end('hi');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(JSON.parse((await readBody(response)).toString())).toMatchObject({ body: 'aGk=', isBase64Encoded: true });
  });
});

describe('the answer', () => {
  test('is what the function says', async () => {
    const { status, headers, body } = await answerTo('/created', { method: 'POST', body: '{}' });
    expect({ status, body }).toEqual({ status: 201, body: '{}' });
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(headers.get('apigw-requestid')).toMatch(/^00000000-/);
  });

  test.each<[string, string, number, string]>([
    ['a function error', '/failing', 500, 'Internal Server Error'],
    ['a header that can not be sent', '/strange', 500, 'Internal Server Error'],
    ['a function that does not end', '/slow', 503, 'Service Unavailable'],
    ['no route', '/nowhere', 404, 'Not Found'],
    ['a path that can not be decoded', '/echo/%ZZ', 400, 'Bad Request'],
  ])('to %s', async (_what, path, status, message) => {
    const answer = await answerTo(path);
    expect(answer).toMatchObject({ status, body: JSON.stringify({ message }) });
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  test('to a body of more than 10 MB', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' } };
    const tooLarge = await answerTo('/created', { ...init, body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(tooLarge).toMatchObject({ status: 413, body: '{"message":"Request Entity Too Large"}' });
    expect((await answerTo('/created', { ...init, body: 'x'.repeat(1024 * 1024) })).status).toBe(201);
  });
});

test('documents are served by their path', async () => {
  expect(await answerTo('/openapi.json')).toMatchObject({ status: 200, body: '{"openapi":"3.1.0"}' });
  expect((await answerTo('/openapi.json', { method: 'POST' })).status).toBe(404);
});

describe('other origins', () => {
  const origin = 'https://app.example.com';
  const asks = { origin, 'access-control-request-method': 'POST' };
  const allowed = (headers: Headers) => headers.get('access-control-allow-origin');

  test('are not allowed by themselves', async () => {
    expect((await answerTo('/nowhere', { method: 'OPTIONS', headers: asks })).status).toBe(404);
    expect(allowed((await answerTo('/created', { headers: { origin } })).headers)).toBeNull();
    // A function may then do so.
    expect(allowed((await answerTo('/open', { headers: { origin } })).headers)).toBe('*');
  });

  test('are allowed as configured', async () => {
    api.setCors({
      AllowCredentials: false,
      AllowHeaders: ['authorization', 'content-type'],
      AllowMethods: ['GET', 'POST'],
      AllowOrigins: [origin],
      ExposeHeaders: ['retry-after'],
      MaxAge: 600,
    });
    const { status, headers } = await answerTo('/created', { method: 'OPTIONS', headers: asks });
    expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
      status: 204,
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
    });
    const response = await answerTo('/open', { headers: { origin } });
    expect(allowed(response.headers)).toBe(origin);
    expect(response.headers.get('access-control-expose-headers')).toBe('retry-after');
  });

  test('that are not configured get nothing', async () => {
    api.setCors({
      AllowCredentials: true,
      AllowHeaders: [],
      AllowMethods: ['GET'],
      AllowOrigins: [origin],
      ExposeHeaders: [],
    });
    const other = { ...asks, origin: 'https://elsewhere.example.com' };
    for (const method of ['OPTIONS', 'GET']) {
      expect(allowed((await answerTo('/open', { method, headers: other })).headers)).toBeNull();
    }
    const { headers } = await answerTo('/open', { headers: { origin } });
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});
