import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createMeetings, type Meetings } from './meetings.ts';

const ID = '4e0d3c1a-7a55-4a0b-9f0e-0c1f7a4a9b11';
const REQUEST = {
  token: 'token-1',
  externalMeetingId: 'call-1',
  mediaRegion: 'eu-west-3',
  attendees: ['browser', 'phone'],
};
const attendee = (ExternalUserId: string) => ({
  ExternalUserId,
  AttendeeId: `id-${ExternalUserId}`,
  JoinToken: `join-${ExternalUserId}`,
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Seen {
  request: string;
  body: unknown;
}

/** A service that answers by method and path. */
async function serviceOf(answers: (seen: Seen) => { status?: number; error?: string; body?: object } | undefined) {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) =>
    void text(request).then((sent) => {
      const one = { request: `${request.method} ${request.url}`, body: sent === '' ? undefined : JSON.parse(sent) };
      seen.push(one);
      const { status = 200, error, body = {} } = answers(one) ?? {};
      response.writeHead(status, { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) });
      response.end(status === 204 ? undefined : JSON.stringify(error ? { Code: error, Message: 'no' } : body));
    });
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const meetings = createMeetings({
    region: 'eu-central-1',
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
  });
  return { meetings, seen };
}

test('a meeting is made with its attendees in one request', async () => {
  const { meetings, seen } = await serviceOf(() => ({
    body: { Meeting: { MeetingId: ID }, Attendees: [attendee('phone'), attendee('browser')], Errors: [] },
  }));
  expect(await meetings.create(REQUEST)).toEqual({
    ok: true,
    meeting: { MeetingId: ID },
    attendees: [attendee('browser'), attendee('phone')],
  });
  expect(seen).toEqual([
    {
      request: 'POST /meetings?operation=create-attendees',
      body: {
        ClientRequestToken: 'token-1',
        ExternalMeetingId: 'call-1',
        MediaRegion: 'eu-west-3',
        Attendees: [{ ExternalUserId: 'browser' }, { ExternalUserId: 'phone' }],
      },
    },
  ]);
});

test('half a meeting is none: it is ended', async () => {
  const { meetings, seen } = await serviceOf(({ request }) =>
    request.startsWith('POST')
      ? { body: { Meeting: { MeetingId: ID }, Attendees: [attendee('browser')], Errors: [{ ErrorMessage: 'full' }] } }
      : { status: 204 },
  );
  expect(await meetings.create(REQUEST)).toMatchObject({ ok: false, reason: 'unknown', message: 'Error: full' });
  expect(seen.map(({ request }) => request)).toEqual([
    'POST /meetings?operation=create-attendees',
    `DELETE /meetings/${ID}`,
  ]);
});

test('a meeting is there again, with the token of one attendee', async () => {
  const { meetings } = await serviceOf(({ request }) => ({
    body: request.endsWith(ID) ? { Meeting: { MeetingId: ID } } : { Attendee: attendee('browser') },
  }));
  expect(await meetings.get(ID, 'id-browser')).toEqual({
    ok: true,
    meeting: { MeetingId: ID },
    attendees: [attendee('browser')],
  });
});

test('a meeting is opened, and attendees are added to it and removed', async () => {
  const { meetings, seen } = await serviceOf(({ request }) =>
    request.startsWith('DELETE')
      ? { status: 204 }
      : { body: request === 'POST /meetings' ? { Meeting: { MeetingId: ID } } : { Attendee: attendee('caller-1') } },
  );
  const { attendees: _none, ...request } = REQUEST;
  expect(await meetings.open(request)).toEqual({ ok: true, meetingId: ID });
  expect(await meetings.add(ID, 'caller-1')).toEqual({ ok: true, attendee: attendee('caller-1') });
  expect(await meetings.remove(ID, 'id-caller-1')).toEqual({ ok: true });
  expect(seen).toEqual([
    {
      request: 'POST /meetings',
      body: { ClientRequestToken: 'token-1', ExternalMeetingId: 'call-1', MediaRegion: 'eu-west-3' },
    },
    { request: `POST /meetings/${ID}/attendees`, body: { ExternalUserId: 'caller-1' } },
    { request: `DELETE /meetings/${ID}/attendees/id-caller-1`, body: undefined },
  ]);
});

describe('what goes wrong is a value', () => {
  const all: [string, (meetings: Meetings) => Promise<unknown>][] = [
    ['create', (meetings) => meetings.create(REQUEST)],
    ['get', (meetings) => meetings.get(ID, 'id-browser')],
    ['end', (meetings) => meetings.end(ID)],
    ['open', (meetings) => meetings.open(REQUEST)],
    ['add', (meetings) => meetings.add(ID, 'caller-1')],
    ['remove', (meetings) => meetings.remove(ID, 'id-caller-1')],
  ];
  test.each([
    [429, 'ThrottlingException', 'throttled'],
    [400, 'LimitExceededException', 'quota'],
    [400, 'BadRequestException', 'invalid'],
    [401, 'UnauthorizedException', 'forbidden'],
    [403, 'ForbiddenException', 'forbidden'],
    [503, 'ServiceUnavailableException', 'unknown'],
  ] as const)('%i %s', async (status, error, reason) => {
    const { meetings } = await serviceOf(() => ({ status, error }));
    for (const [, ask] of all)
      expect(await ask(meetings)).toMatchObject({ ok: false, reason, message: `${error}: no` });
  });

  test.each(all)('an empty answer to %s', async (name, ask) => {
    const { meetings } = await serviceOf(() => ({}));
    expect(await ask(meetings)).toMatchObject(
      name === 'end' || name === 'remove' ? { ok: true } : { ok: false, reason: 'unknown' },
    );
  });

  test('a meeting that has ended is not found, and is as good as ended', async () => {
    const { meetings } = await serviceOf(() => ({ status: 404, error: 'NotFoundException' }));
    expect(await meetings.get(ID, 'id-browser')).toMatchObject({ ok: false, reason: 'not-found' });
    expect(await meetings.end(ID)).toEqual({ ok: true });
    expect(await meetings.remove(ID, 'id-caller-1')).toEqual({ ok: true });
    expect(await meetings.add(ID, 'caller-1')).toMatchObject({ ok: false, reason: 'not-found' });
  });
});
