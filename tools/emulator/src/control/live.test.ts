import { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import WebSocket from 'ws';
import { CALLER, type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';

interface Told {
  type: string;
  entry?: { type: string; transactionId: string };
  call?: { operation: string; output?: unknown };
}

let world: ControlWorld;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  world = await startControlWorld();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await world.dispose();
});

const listeners = async () => ((await world.control('GET', '/health')).body as { listeners: number }).listeners;

async function listen(headers: Record<string, string> = {}, path = '/_patchbay/live') {
  const socket = new WebSocket(world.url.replace('http', 'ws') + path, { headers });
  sockets.push(socket);
  const told: Told[] = [];
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString('utf8')) as Told));
  await once(socket, 'open');
  return { socket, told };
}

/** Whatever was told before has arrived when the answer to a ping has. */
async function arrived(socket: WebSocket): Promise<void> {
  socket.ping();
  await once(socket, 'pong');
}

test('what happens in a call is told while it happens, in order', async () => {
  const { socket, told } = await listen();
  const { transactionId } = world.phone(CALLER).dial(SERVICE);
  await world.clock.pass(1_000);
  await arrived(socket);
  expect(told).toEqual(world.call(transactionId)?.entries.map((entry) => ({ type: 'trace', entry: asJson(entry) })));
  expect(told.map(({ entry }) => entry?.type)).toContain('heard');
  const before = told.length;
  world.phone(CALLER).hangUp();
  await world.clock.pass(1_000);
  await arrived(socket);
  expect(told.length).toBeGreaterThan(before);
  expect(told.at(-1)).toMatchObject({ entry: { type: 'call-ended', transactionId } });
});

test('requests to the AWS APIs are told without join tokens', async () => {
  const { socket, told } = await listen();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new ChimeSDKMeetings({ endpoint: world.url, region: 'us-east-1', credentials });
  const created = await client.createMeetingWithAttendees({
    ClientRequestToken: 'token',
    MediaRegion: 'us-east-1',
    ExternalMeetingId: 'standup',
    Attendees: [{ ExternalUserId: 'alice' }],
  });
  client.destroy();
  await arrived(socket);
  const [attendee] = created.Attendees ?? [];
  expect(told).toMatchObject([{ type: 'api', call: { operation: 'CreateMeetingWithAttendees', status: 200 } }]);
  expect(JSON.stringify(told)).toContain(attendee?.AttendeeId);
  expect(JSON.stringify(told)).toContain('"JoinToken":"***"');
  expect(attendee?.JoinToken).toMatch(/\w{10}/);
  expect(JSON.stringify(told)).not.toContain(attendee?.JoinToken);
});

test('join tokens in the actions of a call are not told either', async () => {
  const { socket, told } = await listen();
  const JoinToken = 'aSecretJoinToken';
  const action = { Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId: 'm' } } as const;
  const entry = { at: 0, transactionId: 't', type: 'action', phase: 'started', action, callId: 'c' } as const;
  world.recorder.record(entry);
  world.recorder.record({
    ...{ at: 0, transactionId: 't', type: 'api', operation: 'CreateSipMediaApplicationCall', result: '' },
    request: { SipHeaders: { 'X-Chime-Join-Token': JoinToken } },
  });
  await arrived(socket);
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain(JoinToken);
});

describe('who may listen', () => {
  test.each([{ origin: 'https://example.com' }, { origin: 'null' }, { host: 'patchbay.example.com' }])(
    'not with %j',
    async (headers) => {
      await expect(listen(headers as Record<string, string>)).rejects.toThrow('403');
    },
  );

  test('pages of this machine', async () => {
    const { socket } = await listen({ origin: 'http://localhost:5173' });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  test.each(['/_patchbay/', '/_patchbay/live/x', '/'])('not at %s', async (path) => {
    await expect(listen({}, path)).rejects.toThrow('404');
  });
});

describe('whoever misbehaves is let go, and the emulator goes on', () => {
  test('who does not read', async () => {
    const { socket: reader } = await listen();
    const { socket } = await listen();
    socket.pause();
    const text = 'x'.repeat(1024 * 1024);
    let told = 0;
    // The network in between takes some, then the bound is reached.
    for (; told < 64 && (await listeners()) === 2; told++) {
      world.recorder.record({
        at: 0,
        transactionId: 't',
        type: 'heard',
        callId: 'c',
        by: CALLER,
        text,
        sound: 'voice',
      });
      await arrived(reader);
    }
    expect(told).toBeLessThan(64);
    const closed = once(socket, 'close');
    socket.resume();
    expect((await closed)[0]).toBe(1006);
    await arrived(reader);
  });

  test.each(['x'.repeat(2_000), Buffer.alloc(5_000)])('who says too much', async (message) => {
    const { socket } = await listen();
    socket.send(message);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    expect((await world.control('GET', '/health')).status).toBe(200);
  });

  test('who breaks the protocol', async () => {
    const { socket } = await listen();
    const raw = (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket;
    raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await once(socket, 'close');
    expect((await world.control('GET', '/health')).status).toBe(200);
  });

  test.each(['//', '/%', 'http://[', '/_patchbay/live'])('who asks for %s and is gone', async (path) => {
    const { port } = new URL(world.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(socket, 'data');
    socket.resetAndDestroy();
    expect((await world.control('GET', '/health')).status).toBe(200);
  });
});

test('listeners are told goodbye when the emulator stops', async () => {
  const { socket } = await listen();
  const closed = once(socket, 'close');
  await world.dispose();
  await closed;
  world = await startControlWorld();
});

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
