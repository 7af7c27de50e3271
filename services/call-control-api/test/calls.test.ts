import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startApi, type Api } from './api-world.ts';

let api: Api;
beforeAll(async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  api = await startApi();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

let people = 0;
/** A call of a person of its own. */
async function placed() {
  const me = `person-${people++}`;
  const { body } = await api.dial(me, '+12065550123');
  return { me, id: body.call.id, meetingId: body.meeting.MeetingId };
}

async function talking() {
  const call = await placed();
  await api.userCalls.advance(call.id, 'talking');
  return call;
}

/** Arguments of the updates that a call's function has got. */
async function updates(id: string): Promise<unknown[]> {
  await api.emulator.passUntil(() => false, 10);
  return (api.emulator.call(id)?.entries ?? []).flatMap((entry) =>
    entry.type === 'invocation' && entry.event.InvocationEventType === 'CALL_UPDATE_REQUESTED'
      ? [entry.event.ActionData?.Parameters.Arguments]
      : [],
  );
}

const UNKNOWN = { status: 404, code: 'no-such-call' };
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('a call', () => {
  test('is told to its owner, and to nobody else', async () => {
    const { me, id } = await placed();
    expect((await api.ask(me, 'GET /calls/{id}', { id })).body).toMatchObject({
      id,
      to: '+12065550123',
      state: 'connecting',
    });
    expect((await api.ask('somebody', 'GET /calls/{id}', { id })).body).toMatchObject(UNKNOWN);
    expect((await api.ask(me, 'GET /calls/{id}', { id: NOBODY })).body).toMatchObject(UNKNOWN);
    for (const none of ['', 'x'.repeat(3_000), '../x']) {
      expect((await api.ask(me, 'GET /calls/{id}', { id: none })).body).toMatchObject(UNKNOWN);
    }
  });

  test('that has failed says why', async () => {
    const { me, id } = await placed();
    await api.userCalls.advance(id, 'failed', 'It was busy.');
    expect((await api.ask(me, 'GET /calls/{id}', { id })).body).toMatchObject({
      state: 'failed',
      reason: 'It was busy.',
    });
  });

  test('is listed with the others of its owner, the latest first, page by page', async () => {
    const me = 'somebody-with-many';
    const ids: string[] = [];
    for (let each = 0; each < 3; each++) {
      ids.unshift((await api.dial(me, '+12065550123')).body.call.id);
      api.pass(1);
    }
    const list = async (query?: Record<string, string>) => {
      const { body } = await api.ask(me, 'GET /calls', query ? { query } : {});
      return (body as unknown as { calls: { id: string; createdAt: number }[] }).calls;
    };
    expect((await list()).map(({ id }) => id)).toEqual(ids);
    const [first, second] = await list({ limit: '2' });
    expect([first?.id, second?.id]).toEqual(ids.slice(0, 2));
    expect((await list({ limit: '2', before: String(second?.createdAt) })).map(({ id }) => id)).toEqual(ids.slice(2));
    expect((await api.ask('nobody', 'GET /calls')).body).toEqual({ calls: [] });
  });

  test.each([{ limit: '0' }, { limit: '51' }, { limit: 'x' }, { before: '-1' }, { before: '1e3' }, { limit: '' }])(
    'a list can not be asked for with %j',
    async (query) => {
      const [path] = Object.keys(query);
      expect((await api.ask('me', 'GET /calls', { query: query })).body).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: [{ path }],
      });
    },
  );
});

describe('digits', () => {
  const press = (me: string, id: string, digits: unknown, seq: unknown) =>
    api.ask(me, 'POST /calls/{id}/digits', { id, body: { digits, seq } });

  test('are kept, and the call is told that there are some; asked again, it is told again', async () => {
    const { me, id } = await talking();
    expect(await press(me, id, '1*#', 1)).toMatchObject({ status: 202, body: { seq: 1 } });
    expect((await press(me, id, '1*#', 1)).status).toBe(202);
    expect(await updates(id)).toEqual([{ action: 'digits' }, { action: 'digits' }]);
    expect(await api.userCalls.digitsFrom(id, 1)).toEqual({ digits: '1*#', next: 2 });
  });

  test('of somebody else are not sent', async () => {
    const { me, id } = await talking();
    expect((await press('somebody', id, '1', 1)).body).toMatchObject(UNKNOWN);
    expect((await press(me, NOBODY, '1', 1)).body).toMatchObject(UNKNOWN);
    expect(await updates(id)).toEqual([]);
    expect(await api.userCalls.digitsFrom(id, 1)).toEqual({ digits: '', next: 1 });
  });

  test.each(['connecting', 'calling', 'ended', 'failed'] as const)(
    'of a call that is %s are refused',
    async (state) => {
      const { me, id } = await placed();
      await api.userCalls.advance(id, state);
      expect((await press(me, id, '1', 1)).body).toMatchObject({ status: 409, code: 'not-talking' });
    },
  );

  test('of a call that is over unseen', async () => {
    const { me, id, meetingId } = await talking();
    await api.deps.meetings.end(meetingId);
    await api.emulator.passUntil(() => !api.calls().includes(id), 60_000);
    expect((await press(me, id, '1', 1)).body).toMatchObject({ status: 409, code: 'call-over' });
  });

  test.each([
    ['', 1],
    ['1'.repeat(51), 1],
    ['1,2', 1],
    ['abc', 1],
    [12, 1],
    ['1', 0],
    ['1', 1.5],
    ['1', 201],
    ['1', '1'],
    ['1', undefined],
  ])('%j with number %j are refused', async (digits, seq) => {
    expect((await press('me', NOBODY, digits, seq)).body).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('hang-up', () => {
  const hangUp = (me: string, id: string) => api.ask(me, 'POST /calls/{id}/hangup', { id });

  test.each(['connecting', 'calling', 'talking'] as const)(
    'while it is %s: the meeting ends, with which it ends',
    async (state) => {
      const { me, id, meetingId } = await placed();
      await api.userCalls.advance(id, state);
      expect(await hangUp(me, id)).toMatchObject({ status: 202, body: { id, state, hangupRequested: true } });
      expect(api.meetings()).not.toContain(meetingId);
      expect((await hangUp(me, id)).status).toBe(202);
      await api.emulator.passUntil(() => !api.calls().includes(id), 60_000);
      expect(api.calls()).not.toContain(id);
    },
  );

  test.each(['ended', 'failed'] as const)('of a call that has %s changes nothing', async (state) => {
    const { me, id } = await placed();
    await api.userCalls.advance(id, state);
    expect(await hangUp(me, id)).toMatchObject({ status: 200, body: { state, hangupRequested: false } });
  });

  test('of the call of somebody else is refused', async () => {
    const { id, meetingId } = await placed();
    expect((await hangUp('somebody', id)).body).toMatchObject(UNKNOWN);
    expect(api.meetings()).toContain(meetingId);
    expect(await api.userCalls.get(id)).toMatchObject({ hangupRequested: false });
  });
});

describe('hang-up, when the meeting can not be ended,', () => {
  const refused = { ok: false, reason: 'throttled', message: 'too many', cause: undefined } as const;
  let other: Api;
  beforeAll(async () => {
    other = await startApi({ deps: ({ meetings }) => ({ meetings: { ...meetings, end: async () => refused } }) });
  });
  afterAll(() => other.stop());

  test('goes by the call itself, and is refused if that fails too', async () => {
    const { body } = await other.dial('me', '+12065550123');
    expect((await other.ask('me', 'POST /calls/{id}/hangup', { id: body.call.id })).status).toBe(202);
    await other.emulator.passUntil(() => false, 10);
    const entries = other.emulator.call(body.call.id)?.entries ?? [];
    expect(JSON.stringify(entries)).toContain('"Arguments":{"action":"hangup"}');
  });

  test('is tried again when it is asked for again', async () => {
    let isWell = false;
    const troubled = await startApi({
      deps({ meetings, voice: real }) {
        const voice = { ...real, updateCall: async () => refused };
        return { voice, meetings: { ...meetings, end: async (id) => (isWell ? meetings.end(id) : refused) } };
      },
    });
    try {
      const { body } = await troubled.dial('me', '+12065550123');
      const hangUp = () => troubled.ask('me', 'POST /calls/{id}/hangup', { id: body.call.id });
      expect((await hangUp()).status).toBeGreaterThanOrEqual(502);
      isWell = true;
      expect((await hangUp()).status).toBe(202);
      expect(troubled.meetings()).toEqual([]);
    } finally {
      await troubled.stop();
    }
  });
});
