import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOSS, DAY_MS, NOW, startApi, type Api, type Asked, type Given, type Route } from './support/api-world.ts';

const opened: Api[] = [];
let api: Api;
beforeEach(async () => {
  api = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop();
});

async function open(given?: Given): Promise<Api> {
  const started = await startApi(given);
  opened.push(started);
  return started;
}

const NIKKI = { name: 'Nikki', email: 'nikki@example.com', phoneNumber: '(425) 555-0188', call: true };
const JANE = { name: 'Jane', email: 'jane@example.com', call: false };
const create = (participants: unknown, { by = BOSS, eventId = '123456' } = {}, to = api) =>
  to.ask('POST /meetings', { by, body: { eventId, participants } });
const idOf = async (name: string, from = api) => (await from.people()).find((each) => each.name === name)?.id ?? '';

describe('a meeting', () => {
  test('is opened for a day, and those in it are invited', async () => {
    const { status, body } = await create([NIKKI, JANE, { name: 'Joe', phoneNumber: '911', call: true }]);
    const ids = { Nikki: await idOf('Nikki'), Jane: await idOf('Jane') };
    expect(status).toBe(202);
    expect(body).toEqual({
      ...{ eventId: '123456', closesAt: NOW + DAY_MS },
      participants: [
        { id: ids.Nikki, result: 'added' },
        { id: ids.Jane, result: 'added' },
        { problem: expect.stringMatching(/Emergency/) },
      ],
    });
    expect(await api.scheduledMeetings.get('123456')).toMatchObject({ organiser: 'boss@example.com' });
    expect(api.messages).toHaveLength(1);
  });

  test('is one of fifty at most that somebody opens in a day; those that are open count once', async () => {
    const opens = async (by: string, from: number, to: number) => {
      const statuses = new Set<number>();
      for (let n = from; n <= to; n++)
        statuses.add((await create([JANE], { by, eventId: String(100_000 + n) })).status);
      return [...statuses];
    };
    expect(await opens(BOSS, 1, 50)).toEqual([202]);
    expect(await opens(BOSS, 1, 50)).toEqual([202]);
    const refused = await create([JANE], { eventId: '999999' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await api.scheduledMeetings.get('999999')).toBeUndefined();
    expect(await opens('somebody-else', 51, 52)).toEqual([202]);
    api.pass(DAY_MS);
    expect(await opens(BOSS, 60, 60)).toEqual([202]);
  });

  test('is the same when it is asked for again, and other people are added', async () => {
    await create([NIKKI]);
    api.pass(1);
    const { body } = await create([NIKKI, JANE]);
    api.pass(1);
    expect(body.participants.map(({ result }) => result)).toEqual(['known', 'added']);
    const more = { body: { participants: [JANE, { name: 'Joe', email: 'joe@example.com', call: false }] } };
    const added = await api.ask('POST /meetings/{eventId}/participants', more);
    expect(added.body.participants.map(({ result }) => result)).toEqual(['known', 'added']);
    expect(await api.people()).toHaveLength(3);
  });

  test('of 250 fits into one request', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...{ name: `Somebody with a rather long name, number ${index}`, call: true },
      ...{ email: `somebody-with-a-rather-long-address-${index}@example.com`, phoneNumber: '+14255550188' },
    }));
    const { status } = await create(many);
    expect({ status, people: (await api.people()).length }).toEqual({ status: 202, people: 250 });
  });

  test('of somebody else keeps its event id', async () => {
    await create([NIKKI]);
    const { status, body } = await create([JANE], { by: 'other' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'event-id-in-use' });
    expect(await api.people()).toHaveLength(1);
    api.pass(DAY_MS);
    expect((await create([JANE], { by: 'other' })).status).toBe(202);
    expect(await api.people()).toMatchObject([{ name: 'Jane' }]);
  });

  test.each([['12345'], ['1234567'], ['12345a'], [''], ['１２３４５６']])(
    'has no such event id as %j',
    async (eventId) => {
      expect((await create([JANE], { eventId })).body).toMatchObject({ status: 400, code: 'invalid-request' });
    },
  );
});

const ofOrganiser: [Route, Asked][] = [
  ['POST /meetings/{eventId}/participants', { body: { participants: [JANE] } }],
  ['POST /meetings/{eventId}/participants/{id}/resend', {}],
  ['POST /meetings/{eventId}/participants/{id}/call', {}],
  ['POST /meetings/{eventId}/end', {}],
];

describe.each(ofOrganiser)('%s', (route, asked) => {
  test('is for the organiser, whatever others know', async () => {
    await create([NIKKI]);
    const id = await idOf('Nikki');
    for (const by of ['nikki', 'stranger']) {
      const { status, body } = await api.ask(route, { ...asked, id, by });
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'no-such-meeting' });
    }
    for (const eventId of ['654321', 'x', '', '123456 ']) {
      expect((await api.ask(route, { ...asked, id, eventId })).body.code).toBe('no-such-meeting');
    }
    expect(api.messages).toHaveLength(1);
    expect(await api.people()).toMatchObject([{ mail: 'due', call: { dueAt: NOW } }]);
    expect((await api.scheduledMeetings.get('123456'))?.endedAt).toBeUndefined();
  });

  test('does nothing any more when the meeting is over, or is gone', async () => {
    await create([NIKKI]);
    const id = await idOf('Nikki');
    await api.ask('POST /meetings/{eventId}/end');
    const { status } = await api.ask(route, { ...asked, id });
    expect(status).toBe(route.endsWith('/end') ? 200 : 410);
    api.pass(DAY_MS);
    expect((await api.ask(route, { ...asked, id })).status).toBe(404);
    expect(api.messages).toHaveLength(1);
  });
});

test.each<Route>([
  'POST /meetings/{eventId}/participants/{id}/resend',
  'POST /meetings/{eventId}/participants/{id}/call',
])('%s knows no other participant', async (route) => {
  await create([NIKKI]);
  for (const id of ['0123456789abcdef', 'x', '', '../meeting']) {
    expect((await api.ask(route, { id })).body).toMatchObject({ status: 404, code: 'no-such-participant' });
  }
});

describe('the list', () => {
  const list = (by: string) => api.ask('GET /meetings/{eventId}/participants', { by });

  test('has no secrets, and how somebody is reached only for the organiser', async () => {
    await create([NIKKI, JANE]);
    const [first] = await api.people();
    const link = await api.mail((await api.people()).find(({ name }) => name === 'Nikki') ?? first!, '654321');
    const { status, text, body } = await list(BOSS);
    expect(status).toBe(200);
    expect(body).toMatchObject({ eventId: '123456', organiser: 'boss@example.com', closesAt: NOW + DAY_MS });
    const nikki = { id: await idOf('Nikki'), name: 'Nikki', outcome: 'invited', since: NOW, via: [] };
    expect(body.participants).toContainEqual({ ...nikki, mail: 'sent', number: '***88' });
    const asSeen = await list('jane');
    expect(asSeen.body.participants).toContainEqual(nikki);
    for (const seen of [text, asSeen.text]) {
      expect(seen).not.toMatch(/654321|5550188|nikki@|passcode|link|series/);
      expect(seen).not.toContain(link.slice(17));
    }
    expect(api.log()).not.toMatch(/5550188|nikki|jane|654321/i);
  });

  test('is for the organiser, for who is on it, and for whose invitation it has become', async () => {
    await create([NIKKI]);
    expect((await list('nikki')).status).toBe(200);
    const [nikki] = await api.people();
    expect((await list('friend')).body).toMatchObject({ status: 404, code: 'no-such-meeting' });
    await api.participants.bind(nikki!, 'friend');
    expect((await list('friend')).status).toBe(200);
  });

  test('says what has become of them', async () => {
    await create([NIKKI]);
    const [nikki] = await api.people();
    await api.participants.claimCall(nikki!, { now: NOW, patienceMs: 10_000 });
    await api.participants.notPlaced(nikki!, 1, { reason: 'It is busy.' }, NOW + 1);
    expect((await list(BOSS)).body.participants).toMatchObject([{ outcome: 'failed', reason: 'It is busy.' }]);
    expect((await list('nikki')).body.participants[0]).not.toHaveProperty('reason');
  });
});

describe('mail', () => {
  const resend = async (name: string, from = api) =>
    from.ask('POST /meetings/{eventId}/participants/{id}/resend', { id: await idOf(name, from) });

  test('is sent again when it is asked for', async () => {
    await create([NIKKI]);
    const [nikki] = await api.people();
    await api.mail(nikki!, '654321');
    const { status, body } = await resend('Nikki');
    expect({ status, mail: (body as unknown as { mail: string }).mail }).toEqual({ status: 202, mail: 'due' });
    expect(api.messages).toHaveLength(2);
  });

  test('is sent five times an hour', async () => {
    await create([NIKKI]);
    for (let each = 0; each < 5; each++) expect((await resend('Nikki')).status).toBe(202);
    const { status, headers } = await resend('Nikki');
    expect({ status, sent: api.messages.length }).toEqual({ status: 429, sent: 6 });
    api.pass(Number(headers['retry-after']) * 1_000);
    expect((await resend('Nikki')).status).toBe(202);
  });

  test('goes nowhere without an address, or without somebody whom it comes from', async () => {
    await create([{ name: 'Joe', phoneNumber: '+14255550189', call: true }]);
    expect((await resend('Joe')).body).toMatchObject({ status: 409, code: 'no-mail' });
    const silent = await open({ sendsMail: false });
    await create([NIKKI], {}, silent);
    expect((await resend('Nikki', silent)).body).toMatchObject({ status: 409, code: 'no-mail' });
  });
});

describe('a call', () => {
  const call = async (name: string) =>
    api.ask('POST /meetings/{eventId}/participants/{id}/call', { id: await idOf(name) });

  test('is placed again when it is asked for', async () => {
    await create([NIKKI]);
    const [nikki] = await api.people();
    await api.participants.claimCall(nikki!, { now: NOW, patienceMs: 10_000 });
    await api.participants.notPlaced(nikki!, 1, { reason: 'It is busy.' }, NOW);
    expect((await call('Nikki')).status).toBe(202);
    expect((await api.people())[0]?.call).toMatchObject({ dueAt: NOW });
    expect(api.messages).toHaveLength(2);
  });

  test('is placed again when nobody has heard how the one before has ended', async () => {
    await create([NIKKI]);
    await api.callUp(await idOf('Nikki'));
    api.pass(9 * 60_000);
    await call('Nikki');
    expect((await api.people())[0]).toMatchObject({ outcome: 'calling' });
    expect((await api.people())[0]?.call).not.toHaveProperty('dueAt');
    api.pass(60_000);
    expect((await call('Nikki')).body).toMatchObject({ outcome: 'invited' });
    expect((await api.people())[0]?.call).toHaveProperty('dueAt');
  });

  test('can also be asked for later', async () => {
    await create([{ ...NIKKI, call: false }]);
    expect((await call('Nikki')).status).toBe(202);
    expect((await api.people())[0]?.call).toMatchObject({ dueAt: NOW });
  });

  test('needs a number', async () => {
    await create([JANE]);
    expect((await call('Jane')).body).toMatchObject({ status: 409, code: 'no-number' });
  });
});

describe('the end', () => {
  const end = () => api.ask('POST /meetings/{eventId}/end');

  test('ends the Chime meeting, and tells calls that are not in it', async () => {
    await create([NIKKI, JANE]);
    await api.ask('POST /meetings/{eventId}/join', { by: 'jane', body: {} });
    expect(api.chimeMeetings()).toHaveLength(1);
    const transactionId = await api.callUp(await idOf('Nikki'));
    const { status, body } = await end();
    expect({ status, body }).toEqual({ status: 200, body: { eventId: '123456', endedAt: NOW } });
    expect(api.chimeMeetings()).toEqual([]);
    expect(await api.updates(transactionId)).toEqual([{ action: 'end' }]);
  });

  test('has come, whether or not the calls can be told', async () => {
    await create([NIKKI]);
    const { participants } = api.deps;
    api.deps.participants = { ...participants, list: () => Promise.reject(new Error('time-out')) };
    expect((await end()).status).toBe(200);
  });

  test('is the same once more, and nobody joins after it', async () => {
    await create([JANE]);
    await end();
    api.pass(1_000);
    expect((await end()).body).toMatchObject({ endedAt: NOW });
    const { status, body } = await api.ask('POST /meetings/{eventId}/join', { by: 'jane', body: {} });
    expect({ status, code: body.code }).toEqual({ status: 410, code: 'meeting-over' });
    expect(api.chimeMeetings()).toEqual([]);
  });
});
