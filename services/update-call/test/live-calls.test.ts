import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { liveCallList } from '@patchbay/contracts';
import type { NewLiveCall } from '@patchbay/repositories';
import { APPLICATION, NOW, startApi, type Api } from './api-world.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let count = 0;

async function opened() {
  const { body } = await api.ask('POST /conferences', { body: { name: 'Weekly' } });
  return body;
}

async function entered(conference: { id: string; pin: string }, more: Partial<NewLiveCall> = {}) {
  count++;
  const call: NewLiveCall = {
    ...{ transactionId: `call-${count}`, conferenceId: conference.id, pin: conference.pin, from: '+14255550188' },
    ...{ state: 'joined', sipMediaApplicationId: APPLICATION, createdAt: NOW + count, ...more },
  };
  await api.liveCalls.enter(call);
  return call;
}

const ask = (conference: string) => api.ask('GET /live-calls', { query: { conference } });
const list = async (conference: string) => (await ask(conference)).body.calls;

describe('the callers of a conference', () => {
  test('are listed with masked numbers and what became of them, whoever came first comes first', async () => {
    const conference = await opened();
    const first = await entered(conference, { state: 'waiting' });
    const second = await entered(conference, { from: '+12065550123' });
    const third = await entered(conference, { from: 'anonymous' });
    await api.liveCalls.change(second.transactionId, { own: { muted: true, at: NOW } }, NOW + 500);
    await api.liveCalls.change(third.transactionId, { state: 'held', attendee: null }, NOW + 900);
    const { status, text, body } = await ask(conference.id);
    expect(status).toBe(200);
    expect(liveCallList.parse(body)).toEqual(body);
    const { id: conferenceId } = conference;
    expect(body.calls).toEqual([
      {
        ...{ transactionId: first.transactionId, conferenceId, number: '***88' },
        ...{ state: 'waiting', muted: false, since: first.createdAt },
      },
      {
        ...{ transactionId: second.transactionId, conferenceId, number: '***23' },
        ...{ state: 'joined', muted: true, since: second.createdAt },
      },
      {
        ...{ transactionId: third.transactionId, conferenceId, number: '***' },
        ...{ state: 'held', muted: false, since: NOW + 900 },
      },
    ]);
    for (const secret of ['+1', '"pin"', APPLICATION]) expect(text).not.toContain(secret);
    expect(api.log()).not.toContain('+1');
  });

  test('are those who are there', async () => {
    const conference = await opened();
    const gone = await entered(conference);
    const there = await entered(conference);
    await entered(await opened());
    await api.liveCalls.end(gone.transactionId, NOW);
    expect((await list(conference.id)).map(({ transactionId }) => transactionId)).toEqual([there.transactionId]);
  });

  test('are muted if one of them has muted the others', async () => {
    const conference = await opened();
    const one = await entered(conference);
    const other = await entered(conference);
    await api.conferences.muteOthers(conference, { muted: true, by: one.transactionId, at: NOW });
    const muted = async () =>
      Object.fromEntries((await list(conference.id)).map((call) => [call.transactionId, call.muted]));
    expect(await muted()).toEqual({ [one.transactionId]: false, [other.transactionId]: true });
    await api.liveCalls.change(other.transactionId, { own: { muted: false, at: NOW + 1 } }, NOW + 1);
    expect(await muted()).toEqual({ [one.transactionId]: false, [other.transactionId]: false });
  });

  test('are 250 if a meeting is full', async () => {
    const conference = await opened();
    const numbers = Array.from({ length: 250 }, (_, index) => `+1206555${String(index).padStart(4, '0')}`);
    const ended = await Promise.all(Array.from({ length: 5 }, () => entered(conference)));
    await Promise.all(numbers.map((from) => entered(conference, { from })));
    for (const { transactionId } of ended) await api.liveCalls.end(transactionId, NOW);
    const { text, body } = await ask(conference.id);
    expect(body.calls.map(({ number }) => number).sort()).toEqual(numbers.map((from) => `***${from.slice(-2)}`).sort());
    expect(new Set(body.calls.map(({ transactionId }) => transactionId)).size).toBe(250);
    expect(text).not.toContain('+1206');
  });

  test('stay what they are when the PIN is that of another conference', async () => {
    const conference = await opened();
    // He comes shortly before it closes.
    const call = await entered(conference, { createdAt: NOW + 86_000_000 });
    api.pass(86_400_000);
    const { body: other } = await api.ask('POST /conferences', { body: { name: 'Next', pin: conference.pin } });
    await api.conferences.muteOthers(other, { muted: true, by: 'somebody', at: NOW });
    expect(await list(conference.id)).toMatchObject([{ transactionId: call.transactionId, muted: false }]);
    expect(await list(other.id)).toEqual([]);
  });
});

test('a conference that is none has no callers', async () => {
  expect(await list('00000000-0000-4000-8000-000000000000')).toEqual([]);
});

test.each<Record<string, string> | undefined>([
  undefined,
  {},
  { conference: '' },
  { conference: 'a b' },
  { conference: 'x'.repeat(65) },
])('callers of %j are not listed', async (query) => {
  const { status, body } = await api.ask('GET /live-calls', query ? { query } : {});
  expect({ status, code: body.code, errors: body.errors }).toEqual({
    ...{ status: 400, code: 'invalid-request' },
    errors: [{ path: 'conference', message: 'must be the id of a conference' }],
  });
});
