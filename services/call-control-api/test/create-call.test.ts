import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { HttpProblem } from '@patchbay/lambda';
import { CALLER_ID, CONNECTOR, startApi, type Api, type Given } from './api-world.ts';

const opened: Api[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const api of opened.splice(0)) await api.stop();
});

async function open(given?: Given): Promise<Api> {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const api = await startApi(given);
  opened.push(api);
  return api;
}

const TO = '+12065550123';
const KEY = 'key-0001';

/** What the service was asked to do, and what the function of the call is told. */
async function told(api: Api): Promise<Record<string, string>[]> {
  await api.emulator.passUntil(() => false, 10);
  return api.emulator.recorder
    .list()
    .flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.type === 'invocation' && entry.event.InvocationEventType === 'NEW_OUTBOUND_CALL'
          ? [entry.event.ActionData?.Parameters.Arguments ?? {}]
          : [],
      ),
    );
}

test('a call is placed to the meeting that the browser gets', async () => {
  const api = await open();
  const { status, headers, body } = await api.dial('me', '(206) 555-0123');
  expect(status).toBe(201);
  const [meetingId] = api.meetings();
  const [transactionId] = api.calls();
  expect(headers).toMatchObject({ location: `/calls/${transactionId}` });
  expect(body).toEqual({
    call: { id: transactionId, to: TO, state: 'connecting', hangupRequested: false, createdAt: expect.any(Number) },
    meeting: expect.objectContaining({ MeetingId: meetingId, MediaRegion: 'us-east-1' }),
    attendee: expect.objectContaining({ ExternalUserId: 'browser', JoinToken: expect.any(String) }),
  });
  const browser = api.emulator.browser(body.attendee.JoinToken);
  await browser.sees('phone');
  expect(await told(api)).toEqual([
    {
      flow: 'click-to-call',
      owner: 'me',
      meetingId,
      to: TO,
      requestor: 'me@example.com',
      createdAt: String(body.call.createdAt),
    },
  ]);
  const [leg] = api.emulator.recorder.list().flatMap(({ entries }) => entries.filter(({ type }) => type === 'leg'));
  expect(leg).toMatchObject({ from: CALLER_ID, to: '+17035550122' });
});

test('what is behind a Voice Connector is called there', async () => {
  const api = await open();
  expect((await api.dial('me', '4455')).body.call.to).toBe('4455');
  expect((await api.dial('me', '206-555-0150')).body.call.to).toBe('+12065550150');
  expect(await told(api)).toMatchObject([
    { to: '4455', voiceConnectorArn: CONNECTOR },
    { to: '+12065550150', voiceConnectorArn: CONNECTOR },
  ]);
});

describe('numbers that are not called', () => {
  test.each([
    ['+19005551212', 'premium-rate'],
    ['+18765551212', 'country-not-allowed'],
    ['+442071234567', 'country-not-allowed'],
    ['911', 'emergency'],
    ['+911', 'emergency'],
    ['abc', 'not-a-number'],
    ['+abc', 'not-a-number'],
    ['+17035550122', 'meeting-number'],
    ['+12125551212;ext=5', 'extension'],
    ['12065550123@evil.example', 'not-a-number'],
  ])('%s: %s', async (to, code) => {
    const api = await open();
    const { status, body } = await api.dial('me', to);
    expect({ status, code: body.code, step: body.step }).toEqual({ status: 422, code, step: 'number' });
    expect(body.detail).toMatch(/^[A-Z].*\.$/);
    expect(api.meetings()).toEqual([]);
  });

  test('one that the seed took for another is called as it is meant', async () => {
    const api = await open();
    expect((await api.dial('me', '312.555.1212')).body.call.to).toBe('+13125551212');
  });
});

describe('a key makes it safe to ask again', () => {
  test('the same call, and the same place in the meeting', async () => {
    const api = await open();
    const first = await api.dial('me', TO, KEY);
    const second = await api.dial('me', '206 555 0123', KEY);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(api.calls()).toHaveLength(1);
    expect((await api.dial('me', TO, 'key-0002')).status).toBe(201);
    expect((await api.dial('you', TO, KEY)).status).toBe(201);
    expect(api.calls()).toHaveLength(3);
  });

  test('one call, however many ask at once', async () => {
    const api = await open();
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.dial('me', TO, KEY)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201);
    for (const { status, body, headers } of others) {
      if (status === 200) continue;
      expect(body).toMatchObject({ status: 409, code: 'in-progress' });
      expect(headers).toMatchObject({ 'retry-after': '1' });
    }
    expect(api.calls()).toHaveLength(1);
    expect(api.meetings()).toHaveLength(1);
  });

  test('another number under it is refused', async () => {
    const api = await open();
    await api.dial('me', TO, KEY);
    expect((await api.dial('me', '+12065550124', KEY)).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });

  test('a call that is over is said to be', async () => {
    const api = await open();
    const { body } = await api.dial('me', TO, KEY);
    await api.deps.meetings.end(body.meeting.MeetingId);
    expect((await api.dial('me', TO, KEY)).body).toMatchObject({ status: 410, code: 'call-over' });
  });

  test.each(['short', 'a'.repeat(65), 'with space', 'ключ-ключ'])('%s is none', async (key) => {
    const api = await open();
    expect((await api.dial('me', TO, key)).body).toMatchObject({ status: 400, code: 'bad-idempotency-key' });
  });

  test('who was gone before the call was placed is taken the place of: the same meeting', async () => {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    let isFirst = true;
    const api = await open({
      deps: ({ voice }) => ({
        voice: {
          createCall(request) {
            if (!isFirst) return voice.createCall(request);
            isFirst = false;
            reach();
            // The function's time is over.
            return new Promise(() => undefined);
          },
        },
      }),
    });
    void api.dial('me', TO, KEY);
    await reached;
    expect((await api.dial('me', TO, KEY)).status).toBe(409);
    api.pass(15);
    expect((await api.dial('me', TO, KEY)).status).toBe(201);
    expect(api.meetings()).toHaveLength(1);
    expect(api.calls()).toHaveLength(1);
  });

  test('who was gone after it: the call that the flow keeps a receipt of, and no second one', async () => {
    const { promise: never } = Promise.withResolvers<never>();
    let isFirst = true;
    const api = await open({
      deps: ({ voice }) => ({
        voice: {
          async createCall(request) {
            const result = await voice.createCall(request);
            if (!isFirst || !result.ok) return result;
            isFirst = false;
            // What the flow does with the first event of the call.
            const { owner = '', meetingId = '', to = '', createdAt } = request.arguments ?? {};
            const { transactionId } = result;
            await api.userCalls.begin({ transactionId, owner, meetingId, to, createdAt: Number(createdAt) });
            return never;
          },
        },
      }),
    });
    void api.dial('me', TO, KEY);
    while (isFirst) await new Promise((resolve) => setImmediate(resolve));
    api.pass(15);
    // The write of the receipt may still be on its way.
    while (!(await api.userCalls.get(api.calls()[0] ?? ''))) await new Promise((resolve) => setImmediate(resolve));
    const { status, body } = await api.dial('me', TO, KEY);
    expect({ status, id: body.call.id }).toEqual({ status: 201, id: api.calls()[0] });
    expect(api.calls()).toHaveLength(1);
  });
});

describe('what fails is undone, and said', () => {
  test.each<[string, Given, number, string, string]>([
    [
      'too many meetings a second',
      { emulator: { throttles: { CreateMeetingWithAttendees: 1 } } },
      503,
      'throttled',
      'meeting',
    ],
    ['too many calls a second', { emulator: { quotas: { createCallsPerSecond: 1 } } }, 503, 'throttled', 'call'],
    ['all lines busy', { emulator: { quotas: { activeCalls: 1 } } }, 503, 'all-lines-busy', 'call'],
  ])('%s', async (_, given, status, code, step) => {
    const api = await open(given);
    await api.dial('me', TO);
    const { body, headers } = await api.dial('me', TO, KEY);
    expect(body).toMatchObject({ status, code, step });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(api.meetings()).toHaveLength(1);
    // The same key may try again.
    await api.emulator.passUntil(() => false, 2_000);
    const again = await api.dial('me', TO, KEY);
    expect(again.body.code).toBe(code === 'all-lines-busy' ? code : undefined);
  });

  test('a number that is not ours to show', async () => {
    const telephony = async () => ({
      sipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
      callerId: '+12065550177',
    });
    const api = await open({ deps: () => ({ telephony }) });
    expect((await api.dial('me', TO)).body).toMatchObject({ status: 502, code: 'aws-invalid', step: 'call' });
    expect(api.meetings()).toEqual([]);
  });

  test('telephones that have not been set up', async () => {
    let isThere = false;
    const api = await open({
      deps: (real) => ({
        telephony: () =>
          isThere
            ? real.telephony()
            : Promise.reject(new HttpProblem(503, 'not-set-up', 'This has not been set up yet', { detail: 'Wait.' })),
      }),
    });
    expect((await api.dial('me', TO, KEY)).body).toMatchObject({ status: 503, code: 'not-set-up' });
    expect(api.meetings()).toEqual([]);
    isThere = true;
    expect((await api.dial('me', TO, KEY)).status).toBe(201);
  });

  test('an answer that was lost: with the meeting the call ends, if there is one', async () => {
    const api = await open({
      deps: ({ voice }) => ({
        voice: {
          async createCall(request) {
            await voice.createCall(request);
            return { ok: false, reason: 'unknown', message: 'TimeoutError: no answer', cause: undefined };
          },
        },
      }),
    });
    expect((await api.dial('me', TO, KEY)).body).toMatchObject({ status: 502, code: 'aws-unknown', step: 'call' });
    expect(api.meetings()).toEqual([]);
    await api.emulator.passUntil(() => api.calls().length === 0, 60_000);
    expect(api.calls()).toEqual([]);
  });

  test.each<[string, Given['deps']]>([
    [
      'of calls',
      ({ userCalls }) => ({ userCalls: { ...userCalls, begin: () => Promise.reject(new Error('no table')) } }),
    ],
    [
      'of requests',
      ({ requests }) => ({ requests: { ...requests, begin: () => Promise.reject(new Error('no table')) } }),
    ],
  ])('the table %s is in trouble', async (_, deps) => {
    const api = await open(deps && { deps });
    const { body } = await api.dial('me', TO, KEY);
    expect(body).toMatchObject({ status: 500, code: 'failed' });
    expect(JSON.stringify(body)).not.toContain('table');
    expect(api.meetings()).toEqual([]);
  });

  test('a call that was placed and could not be noted as done is found again', async () => {
    const api = await open({
      deps: ({ requests }) => ({ requests: { ...requests, finish: () => Promise.reject(new Error('no table')) } }),
    });
    const first = await api.dial('me', TO, KEY);
    expect(first.status).toBe(201);
    api.pass(15);
    expect((await api.dial('me', TO, KEY)).body).toEqual(first.body);
    expect(api.calls()).toHaveLength(1);
  });
});

describe('quotas', () => {
  const none = { calls: 100, windowSeconds: 3_600 };
  test('of a person: asked again with the same key it counts once', async () => {
    const api = await open({ settings: { DIAL_QUOTAS: { perUser: { calls: 2, windowSeconds: 3_600 }, total: none } } });
    for (const key of [KEY, KEY, 'key-0002', KEY]) expect((await api.dial('me', TO, key)).status).toBeLessThan(300);
    const { body, headers } = await api.dial('me', TO, 'key-0003');
    expect(body).toMatchObject({
      status: 429,
      code: 'user-quota',
      step: 'quota',
      detail: expect.stringMatching(/again in/),
    });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.dial('you', TO)).status).toBe(201);
    expect(api.calls()).toHaveLength(3);
    api.pass(3_600);
    expect((await api.dial('me', TO, 'key-0003')).status).toBe(201);
  });

  test('of all together', async () => {
    const api = await open({ settings: { DIAL_QUOTAS: { perUser: none, total: { calls: 1, windowSeconds: 60 } } } });
    await api.dial('me', TO);
    expect((await api.dial('you', TO)).body).toMatchObject({ status: 429, code: 'total-quota' });
  });

  test('that can not be looked up let nobody through', async () => {
    const api = await open({ deps: () => ({ quota: { take: () => Promise.reject(new Error('no table')) } }) });
    expect((await api.dial('me', TO, KEY)).status).toBe(500);
    expect(api.meetings()).toEqual([]);
  });
});
