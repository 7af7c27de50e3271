import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createVoice, type Voice } from './voice.ts';

const SMA = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
const TRANSACTION = '7a1d1d8e-6f6d-4dcb-8f0d-2f8f3f7b9c10';
const CALL = { sipMediaApplicationId: SMA, from: '+12065550100', to: '+14255550188' };
const UPDATE = { sipMediaApplicationId: SMA, transactionId: TRANSACTION, arguments: { cmd: 'mute' } };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of a service that answers like this. */
async function voiceOf(listener: RequestListener, deadlineMs = 3_000): Promise<Voice> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createVoice({
    deadlineMs,
    client: {
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });
}

const accepting =
  (seen: { request: IncomingMessage; body: unknown }[]): RequestListener =>
  (request, response) =>
    void text(request).then((body) => {
      seen.push({ request, body: JSON.parse(body) });
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ SipMediaApplicationCall: { TransactionId: TRANSACTION } }));
    });

const failing =
  (status: number, error: string, seen: unknown[] = []): RequestListener =>
  (request, response) => {
    seen.push(request.url);
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error });
    response.end(JSON.stringify({ Code: error, Message: 'no' }));
  };

test('createCall dials, with arguments and headers', async () => {
  const seen: { request: IncomingMessage; body: unknown }[] = [];
  const voice = await voiceOf(accepting(seen));

  const result = await voice.createCall({ ...CALL, arguments: { flow: 'ivr' }, sipHeaders: { 'x-case': '7' } });

  expect(result).toEqual({ ok: true, transactionId: TRANSACTION });
  expect(seen.map(({ request, body }) => [request.method, request.url, body])).toEqual([
    [
      'POST',
      `/sip-media-applications/${SMA}/calls`,
      {
        FromPhoneNumber: CALL.from,
        ToPhoneNumber: CALL.to,
        ArgumentsMap: { flow: 'ivr' },
        SipHeaders: { 'x-case': '7' },
      },
    ],
  ]);
});

test('updateCall sends the arguments to the call', async () => {
  const seen: { request: IncomingMessage; body: unknown }[] = [];
  const voice = await voiceOf(accepting(seen));

  expect(await voice.updateCall(UPDATE)).toEqual({ ok: true, transactionId: TRANSACTION });
  expect(seen.map(({ request, body }) => [request.url, body])).toEqual([
    [`/sip-media-applications/${SMA}/calls/${TRANSACTION}`, { Arguments: { cmd: 'mute' } }],
  ]);
});

describe('what goes wrong is a value', () => {
  test.each([
    [429, 'ThrottledClientException', 'throttled'],
    [400, 'ResourceLimitExceededException', 'quota'],
    [404, 'NotFoundException', 'not-found'],
    [400, 'BadRequestException', 'invalid'],
    [403, 'ForbiddenException', 'forbidden'],
    [403, 'AccessDeniedException', 'forbidden'],
    [500, 'ServiceFailureException', 'unknown'],
    [418, 'SomethingNewException', 'unknown'],
  ] as const)('%i %s', async (status, error, reason) => {
    const voice = await voiceOf(failing(status, error));
    const expected = { ok: false, reason, message: `${error}: no`, cause: expect.any(Error) };
    expect(await voice.createCall(CALL)).toEqual(expected);
    expect(await voice.updateCall(UPDATE)).toEqual(expected);
  });

  test('a service that does not answer', async () => {
    const voice = await voiceOf(() => undefined, 50);
    expect(await voice.createCall(CALL)).toMatchObject({ ok: false, reason: 'unknown' });
  });

  test('an answer without a transaction', async () => {
    const voice = await voiceOf((_request, response) => response.end('{}'));
    expect(await voice.createCall(CALL)).toMatchObject({
      ok: false,
      reason: 'unknown',
      message: 'Error: The response has no TransactionId',
    });
  });
});

test('a call is asked for once, an update twice', async () => {
  const seen: unknown[] = [];
  const voice = await voiceOf(failing(503, 'ServiceUnavailableException', seen));

  await voice.createCall(CALL);
  expect(seen).toHaveLength(1);
  await voice.updateCall(UPDATE);
  expect(seen).toHaveLength(3);
});
