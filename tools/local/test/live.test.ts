import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readStage } from '@patchbay/config';
import { liveMessage, liveTicket, type LiveMessage } from '@patchbay/contracts';
import { RealClock } from '@patchbay/emulator';
import { createLive } from '@patchbay/live';
import { type Connections, createConnections } from '@patchbay/repositories';
import { WebSocket } from 'ws';
import { LOCAL_CREDENTIALS } from '../src/aws/credentials.ts';
import { signIn } from '../src/cognito/sign-up.ts';
import { startLocal, type Local } from '../src/environment/start-local.ts';
import { openSignIn } from '../src/front/sign-in.ts';

// It starts a process, as slowly as the machine is busy.
jest.setTimeout(60_000);

const stage = readStage('dev');
const lines: string[] = [];
let local: Local;
let token: string;
let operatorToken: string;
let owner: string;
let connections: Connections;
let client: { endpoint: string; region: string; credentials: typeof LOCAL_CREDENTIALS };

const connectionsAt = (now: () => number) =>
  createConnections({ table: stage.names.tables.connections, now, random: randomBytes, client });

beforeAll(async () => {
  local = await startLocal({
    clock: new RealClock(),
    services: [join(import.meta.dirname, '../../../services/infra')],
    onLine: (_service, line) => lines.push(line),
  });
  const place = await openSignIn(stage, local.aws);
  token = await signIn(place!, place!.someone);
  operatorToken = await signIn(place!, place!.operator);
  owner = (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;
  client = { endpoint: local.aws.endpoints.DYNAMODB, region: stage.region, credentials: LOCAL_CREDENTIALS };
  connections = connectionsAt(() => Date.now());
});
afterAll(() => local.stop());

const ask = (headers: Record<string, string>) =>
  fetch(`${local.httpApi.endpoint}/live/tickets`, { method: 'POST', headers });

async function newTicket(idToken = token): Promise<string> {
  const response = await ask({ authorization: `Bearer ${idToken}` });
  expect(response.status).toBe(201);
  return liveTicket.parse(await response.json()).ticket;
}

const socketWith = (query: string) => new WebSocket(`${local.webSocketEndpoint}/${query}`);

async function opened(ticket: string): Promise<WebSocket> {
  const socket = socketWith(`?ticket=${ticket}`);
  await once(socket, 'open');
  return socket;
}

/** The status by which an upgrade is refused. */
async function refusal(query: string): Promise<number | undefined> {
  const socket = socketWith(query);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  socket.on('error', () => undefined).terminate();
  return response.statusCode;
}

const publish = (message: LiveMessage, to = owner) =>
  createLive({
    connections,
    endpoint: local.aws.endpoints.APIGATEWAYMANAGEMENTAPI,
    client: { region: stage.region, credentials: LOCAL_CREDENTIALS },
  }).publish(to, message);

const message: LiveMessage = {
  type: 'call',
  call: { id: 'call-1', to: '+12065550123', state: 'talking', hangupRequested: false, createdAt: 1_786_000_000_000 },
};

describe('a live socket', () => {
  test('is opened with a ticket, gets messages, and is forgotten when it closes', async () => {
    const sockets = [await opened(await newTicket()), await opened(await newTicket())];
    const received = sockets.map(async (socket) => {
      const [data] = (await once(socket, 'message')) as [Buffer];
      return liveMessage.parse(JSON.parse(data.toString()));
    });
    expect(await publish(message)).toEqual({ sent: 2, gone: 0, failed: 0 });
    expect(await Promise.all(received)).toEqual([message, message]);

    for (const socket of sockets) socket.close();
    while ((await connections.ofOwner(owner, 10)).length > 0);
    expect(await publish(message)).toEqual({ sent: 0, gone: 0, failed: 0 });
  });

  test('of an operator gets what is for all operators, and is forgotten when it closes', async () => {
    const [someone, operator] = [await opened(await newTicket()), await opened(await newTicket(operatorToken))];
    const heard: unknown[] = [];
    someone.on('message', (data) => heard.push(data));
    const received = once(operator, 'message');
    expect(await publish(message, 'operators')).toEqual({ sent: 1, gone: 0, failed: 0 });
    const [data] = (await received) as [Buffer];
    expect(liveMessage.parse(JSON.parse(data.toString()))).toEqual(message);

    for (const socket of [someone, operator]) socket.close();
    for (const each of ['operators', owner]) while ((await connections.ofOwner(each, 10)).length > 0);
    expect(await publish(message, 'operators')).toEqual({ sent: 0, gone: 0, failed: 0 });
    expect(heard).toEqual([]);
  });

  test('that closed without a word is forgotten with the next message', async () => {
    await connections.add({ connectionId: 'lost', owner, endpoint: 'https://localhost/local' });
    expect(await publish(message)).toEqual({ sent: 0, gone: 1, failed: 0 });
    expect(await connections.ofOwner(owner, 10)).toEqual([]);
  });
});

describe('no live socket is opened', () => {
  test('without a ticket, or with an invented one', async () => {
    expect(await refusal('')).toBe(401);
    expect(await refusal('?ticket=invented')).toBe(401);
    expect(await refusal(`?ticket=${randomBytes(32).toString('base64url')}`)).toBe(401);
  });

  test('with a ticket that was used', async () => {
    const ticket = await newTicket();
    (await opened(ticket)).close();
    expect(await refusal(`?ticket=${ticket}`)).toBe(401);
  });

  test('with a ticket that has expired', async () => {
    const { ticket } = await connectionsAt(() => Date.now() - 31_000).createTicket(owner);
    expect(await refusal(`?ticket=${ticket}`)).toBe(401);
  });
});

describe('a ticket', () => {
  test.each([
    ['nobody', {}],
    ['somebody with a forged token', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }],
  ])('is not given to %s', async (_who, headers) => {
    const response = await ask(headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('is in no log', async () => {
    const ticket = await newTicket();
    (await opened(ticket)).close();
    expect(lines.join('\n')).toContain('"outcome":"connected"');
    expect(lines.join('\n')).not.toContain(ticket);
  });
});
