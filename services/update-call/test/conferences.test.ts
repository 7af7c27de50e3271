import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { conference as conferenceSchema, conferenceList } from '@patchbay/contracts';
import { NOW, OPERATOR, startApi, type Api, type Given, type Route } from './api-world.ts';

const DAY_MS = 86_400_000;
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

const create = (body: unknown, by = OPERATOR, to = api) => to.ask('POST /conferences', { body, by });
const list = async () => (await api.ask('GET /conferences')).body.conferences;

test.each<[Route, object]>([
  ['POST /conferences', { body: { name: 'Weekly' } }],
  ['GET /conferences', {}],
  ['GET /live-calls', { query: { conference: 'c' } }],
  ['POST /live-calls/{transactionId}/actions', { id: 'call-1', body: { action: 'mute' } }],
])('%s is for operators', async (route, asked) => {
  const { status, body } = await api.ask(route, { ...asked, by: 'somebody' });
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-an-operator' });
  expect(await list()).toEqual([]);
});

describe('a conference', () => {
  test('is opened for a day, under a PIN that is drawn', async () => {
    const { status, body } = await create({ name: 'Weekly' });
    expect(status).toBe(201);
    expect(conferenceSchema.parse(body)).toEqual(body);
    expect(body).toEqual({
      ...{ id: expect.stringMatching(/^[\da-f-]{36}$/), name: 'Weekly', pin: '00000', waitingRoom: false },
      ...{ openedAt: NOW, closesAt: NOW + DAY_MS },
    });
    expect(await api.conferences.ofPin('00000')).toMatchObject({ id: body.id, openedBy: OPERATOR });
    expect(api.log()).not.toMatch(/00000"|Weekly/);
  });

  test('has the PIN that is asked for, and a waiting room if it is to', async () => {
    const { body } = await create({ name: 'Weekly', pin: '04711', waitingRoom: true });
    expect(body).toMatchObject({ pin: '04711', waitingRoom: true });
    expect(await api.conferences.ofPin('04711')).toMatchObject({ waitingRoom: true });
  });

  test.each([
    [undefined, true],
    [false, false],
  ])('%s about a waiting room, where the stage has one: %s', async (waitingRoom, expected) => {
    const other = await open({ conference: () => ({ waitingRoom: true }) });
    const { body } = await create(
      { name: 'Weekly', ...(waitingRoom !== undefined && { waitingRoom }) },
      OPERATOR,
      other,
    );
    expect(body.waitingRoom).toBe(expected);
  });

  test('does not get the PIN of another one', async () => {
    const first = await create({ name: 'First', pin: '12345' });
    const { status, headers, body } = await create({ name: 'Second', pin: '12345' }, 'operator-2');
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'pin-in-use' });
    expect(await list()).toEqual([first.body]);
  });

  test('has its PIN alone, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ name: 'Weekly', pin: '12345' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  test('that has closed leaves its PIN to others', async () => {
    await create({ name: 'First', pin: '12345' });
    api.pass(DAY_MS - 1);
    expect((await create({ name: 'Second', pin: '12345' })).status).toBe(409);
    api.pass(1);
    expect((await create({ name: 'Third', pin: '12345' })).status).toBe(201);
    expect((await list()).map(({ name }) => name)).toEqual(['Third']);
  });
});

describe('a PIN is drawn', () => {
  test('until one is free', async () => {
    await create({ name: 'First', pin: '00000' });
    await create({ name: 'Second', pin: '00001' });
    expect((await create({ name: 'Third' })).body.pin).toBe('00002');
  });

  test('ten times at most, from all that there are', async () => {
    const drawn: number[] = [];
    const other = await open({
      conference: () => ({
        randomInt(below) {
          drawn.push(below);
          return below - 1;
        },
      }),
    });
    expect((await create({ name: 'First' }, OPERATOR, other)).body.pin).toBe('99999');
    drawn.length = 0;
    const { status, headers, body } = await create({ name: 'Second' }, OPERATOR, other);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'no-free-pin' });
    expect(headers).toMatchObject({ 'retry-after': '1' });
    expect(drawn).toEqual(Array(10).fill(100_000));
  });
});

test('the latest conferences come first, a hundred at most, and nobody sees who opened them', async () => {
  for (let each = 0; each < 102; each++) {
    expect((await create({ name: `Number ${each}` })).status).toBe(201);
    api.pass(1);
  }
  const { text, body } = await api.ask('GET /conferences');
  expect(conferenceList.parse(body)).toEqual(body);
  expect(body.conferences).toHaveLength(100);
  expect(body.conferences.slice(0, 2).map(({ name }) => name)).toEqual(['Number 101', 'Number 100']);
  expect(text).not.toContain(OPERATOR);
});

test.each([
  [{}, 'name'],
  [{ name: '' }, 'name'],
  [{ name: 'x'.repeat(101) }, 'name'],
  [{ name: 'x', pin: '1234' }, 'pin'],
  [{ name: 'x', pin: '123456' }, 'pin'],
  [{ name: 'x', pin: 12_345 }, 'pin'],
  [{ name: 'x', pin: '１２３４５' }, 'pin'],
  [{ name: 'x', waitingRoom: 'yes' }, 'waitingRoom'],
  [{ name: 'x', openedBy: 'me' }, ''],
  [[], ''],
])('%j opens none', async (asked, path) => {
  const { status, body } = await create(asked);
  expect({ status, code: body.code, path: body.errors?.[0]?.path }).toEqual({
    ...{ status: 400, code: 'invalid-request', path },
  });
  expect(await list()).toEqual([]);
});

test('a table in trouble is not told of', async () => {
  const other = await open({
    conference: () => ({ conferences: { open: () => Promise.reject(new Error('no table of +12065550123')) } }),
  });
  const { status, text, body } = await create({ name: 'Weekly' }, OPERATOR, other);
  expect({ status, code: body.code }).toEqual({ status: 500, code: 'failed' });
  expect(text).not.toContain('table');
  expect(other.log()).toContain('no table of ***23');
});
