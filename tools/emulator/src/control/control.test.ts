import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, type ControlWorld, send, SERVICE, startControlWorld } from '../../test/control/control-world.ts';

const OTHER = '+12065550199';
const phone = (number: string): string => `/phones/${encodeURIComponent(number)}`;

let world: ControlWorld;
beforeEach(async () => {
  world = await startControlWorld();
});
afterEach(() => world.dispose());

const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await world.control(method, path, body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status: 200, type: 'application/json' });
  return answer.body;
};
const dial = async (): Promise<string> => {
  const { transactionId } = (await ok('POST', `${phone(CALLER)}/dial`, { to: SERVICE })) as { transactionId: string };
  await world.clock.pass(1_000);
  return transactionId;
};

describe('a call by the control plane', () => {
  test('is dialled, heard, answered by keys and words, and ended', async () => {
    const transactionId = await dial();
    expect(await ok('GET', '/health')).toEqual({ status: 'ok', calls: 1, listeners: 0 });
    expect(await ok('GET', phone(CALLER))).toMatchObject({
      number: CALLER,
      state: 'connected',
      transactionId,
      heard: [{ text: 'Press a key', sound: 'speech' }],
    });
    await ok('POST', `${phone(CALLER)}/say`, { text: 'hello' });
    await ok('POST', `${phone(CALLER)}/press`, { keys: '7' });
    await world.clock.pass(1_000);
    expect(world.phone(CALLER).heard).toEqual(['Press a key', 'Thank you']);
    await ok('POST', `/calls/${transactionId}/update`, { arguments: { why: 'news' } });
    await world.clock.pass(1_000);
    expect(world.phone(CALLER).heard).toContain('There is news');
    expect(await ok('POST', `${phone(CALLER)}/hang-up`)).toMatchObject({ state: 'ended', sipCode: 0 });
    await world.clock.pass(1_000);
    expect(await ok('GET', '/calls')).toEqual([
      expect.objectContaining({
        transactionId,
        direction: 'Inbound',
        from: CALLER,
        to: SERVICE,
        endedAt: expect.any(Number),
      }),
    ]);
  });

  test('is shown in every format', async () => {
    const transactionId = await dial();
    const show = async (query: string) => world.control('GET', `/calls/${transactionId}${query}`);
    expect(await show('')).toMatchObject({ status: 200, body: { transactionId, events: [{ attempt: 1 }] } });
    expect((await show('?format=json')).body).toEqual((await show('')).body);
    expect((await show('?format=entries')).body).toEqual(world.call(transactionId)?.entries);
    expect(await show('?format=ladder')).toMatchObject({
      status: 200,
      type: 'text/plain; charset=utf-8',
      text: expect.stringContaining('1 NEW_INBOUND_CALL'),
    });
    expect((await show('?format=mermaid')).text).toMatch(/^sequenceDiagram\n/);
    expect(await show('?format=pdf')).toMatchObject({
      status: 400,
      body: { detail: 'format is pdf; it can be json, ladder, mermaid, entries.' },
    });
  });

  test('rings at a phone, which answers or refuses', async () => {
    await ok('PUT', `${phone(OTHER)}/far-end`, { does: 'ring' });
    const { applications } = world.directory.export();
    const call = { sipMediaApplicationId: Object.keys(applications)[0]!, from: SERVICE, to: OTHER };
    world.engine.create(call);
    await world.clock.pass(1_000);
    expect(await ok('POST', `${phone(OTHER)}/answer`)).toMatchObject({ state: 'connected' });
    await ok('POST', `${phone(OTHER)}/hang-up`);
    world.engine.create(call);
    await world.clock.pass(1_000);
    expect(await ok('POST', `${phone(OTHER)}/reject`)).toMatchObject({ state: 'ended', sipCode: 603 });
  });

  test('what happens at a number is said, and taken back', async () => {
    const configured = world.exchange.farEnd('+12065550123');
    await ok('PUT', `${phone('+12065550123')}/far-end`, { does: 'answer', afterMs: 5, says: 'Hi', press: '1#' });
    expect(world.exchange.farEnd('+12065550123')).toEqual({ does: 'answer', afterMs: 5, says: 'Hi', press: '1#' });
    await ok('DELETE', `${phone('+12065550123')}/far-end`);
    expect(world.exchange.farEnd('+12065550123')).toEqual(configured);
    const usual = world.exchange.farEnd(OTHER);
    await ok('PUT', `${phone(OTHER)}/far-end`, { does: 'busy' });
    await ok('DELETE', `${phone(OTHER)}/far-end`);
    expect(world.exchange.farEnd(OTHER)).toEqual(usual);
  });
});

test('numbers to dial are those that a rule leads somewhere', async () => {
  expect(await ok('GET', '/numbers')).toEqual([{ number: SERVICE, applications: ['menu'] }]);
  world.directory.provision({
    applications: [{ name: 'b', functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:b' }],
    numbers: [{ number: '+12065550155' }],
    rules: [
      { name: 'two', trigger: { number: '+12065550142' }, targets: ['b', 'menu'] },
      { name: 'off', trigger: { number: '+12065550143' }, targets: ['b'], disabled: true },
    ],
  });
  expect(await ok('GET', '/numbers')).toEqual([
    { number: SERVICE, applications: ['menu'] },
    { number: '+12065550142', applications: ['b', 'menu'] },
  ]);
});

describe('the clock', () => {
  test('virtual time passes when it is told to', async () => {
    const { now } = (await ok('GET', '/clock')) as { now: number };
    expect(await ok('POST', '/clock/advance', { ms: 90_000 })).toEqual({ now: now + 90_000, virtual: true });
    expect(await ok('GET', '/clock')).toEqual({ now: now + 90_000, virtual: true });
  });

  test('calls go on with it', async () => {
    const [sipMediaApplicationId = ''] = Object.keys(world.directory.export().applications);
    world.engine.create({ sipMediaApplicationId, from: SERVICE, to: OTHER });
    expect(await ok('GET', phone(OTHER))).toMatchObject({ state: 'idle' });
    await ok('POST', '/clock/advance', { ms: 1_000 });
    expect(await ok('GET', phone(OTHER))).toMatchObject({ state: 'ringing' });
    await ok('POST', '/clock/advance', { ms: 2_000 });
    expect(await ok('GET', phone(OTHER))).toMatchObject({ state: 'connected' });
  });
});

const garbage = '%E0%A4%A';
test.each<[method: string, path: string, body: unknown, status: number, detail: string | RegExp]>([
  ['GET', '/nothing', undefined, 404, 'There is no /_patchbay/nothing; see /_patchbay/openapi.json.'],
  ['GET', '/', undefined, 404, /^There is no/],
  ['DELETE', '/health', undefined, 405, '/_patchbay/health takes GET, not DELETE.'],
  ['PATCH', '/state', undefined, 405, '/_patchbay/state takes GET, PUT, not PATCH.'],
  ['POST', '/clock/advance', { ms: -1 }, 400, /ms/],
  ['POST', '/clock/advance', { ms: 1e12 }, 400, /ms/],
  ['POST', '/clock/advance', { ms: 1.5 }, 400, /ms/],
  ['POST', '/clock/advance', {}, 400, /ms/],
  ['POST', '/clock/advance', { ms: 1, more: 1 }, 400, /more/],
  ['POST', '/clock/advance', [], 400, /expected object/],
  ['GET', '/calls/unknown', undefined, 404, 'There is no call unknown; it may have been forgotten.'],
  ['POST', '/calls/unknown/update', { arguments: {} }, 404, /unknown/],
  ['POST', '/calls/unknown/update', { arguments: { n: 1 } }, 400, /arguments/],
  ['GET', '/phones/me', undefined, 400, 'The phone must be an E.164 number such as +12065550100.'],
  ['GET', `/phones/${garbage}`, undefined, 400, `"${garbage}" is not percent-encoded correctly.`],
  ['POST', `${phone(CALLER)}/dial`, { to: '911' }, 400, /E\.164/],
  ['POST', `${phone(CALLER)}/dial`, { to: OTHER }, 409, `${OTHER} could not be reached from ${CALLER}: SIP 404.`],
  ['POST', `${phone(CALLER)}/press`, { keys: '1x' }, 400, /must be keys/],
  ['POST', `${phone(CALLER)}/press`, { keys: '1'.repeat(51) }, 400, /keys/],
  ['POST', `${phone(CALLER)}/say`, { text: '' }, 400, /text/],
  ['POST', `${phone('me')}/answer`, undefined, 400, /E\.164/],
  ['POST', `${phone('me')}/reject`, undefined, 400, /E\.164/],
  ['POST', `${phone('me')}/hang-up`, undefined, 400, /E\.164/],
  ['DELETE', `${phone('me')}/far-end`, undefined, 400, /E\.164/],
  ['PUT', `${phone(CALLER)}/far-end`, { does: 'sleep' }, 400, /does/],
  ['PUT', `${phone(CALLER)}/far-end`, { does: 'reject', sipCode: 200 }, 400, /sipCode/],
])('%s %s %j: %i', async (method, path, body, status, detail) => {
  const answer = await world.control(method, path, body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(answer.body).toEqual({
    title: expect.any(String),
    status,
    detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
  });
});

test('a phone that is in a call can not dial', async () => {
  await dial();
  const answer = await world.control('POST', `${phone(CALLER)}/dial`, { body: { to: SERVICE } });
  expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is in a call') } });
});

test('real time can not be advanced', async () => {
  const { RealClock } = await import('../clock/real.ts');
  const real = await startControlWorld({ clock: new RealClock() });
  const answer = await real.control('POST', '/clock/advance', { body: { ms: 1 } });
  await real.dispose();
  expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('real time') } });
});

describe('garbage', () => {
  test.each(['{', 'null', '"text"', '1', '\u0000', '[[[[', '{"to":{}}', '{"__proto__":{"to":"+12065550100"}}'])(
    'the body %j is refused',
    async (text) => {
      const answer = await world.control('POST', `${phone(CALLER)}/dial`, { text });
      expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    },
  );

  test('a body that is too large is refused', async () => {
    const answer = await world.control('PUT', '/state', { text: 'x'.repeat(2 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  });

  test.each(['//', '/_patchbay//', '/_patchbay/%', '/_patchbay/calls/%00', '/_patchbay/../_patchbay/none'])(
    'the path %s is answered by an error',
    async (path) => {
      const { status } = await send(world.url, 'GET', path);
      expect([400, 404]).toContain(status);
      expect(await ok('GET', '/health')).toMatchObject({ status: 'ok' });
    },
  );
});

describe('a request from elsewhere', () => {
  test.each([
    { host: 'patchbay.example.com' },
    { host: '127.0.0.1.example.com:80' },
    { host: 'localhost.example.com' },
    { origin: 'https://example.com' },
    { origin: 'http://localhost.example.com' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1@example.com' },
    { host: 'localhost', origin: 'http://192.0.2.1' },
  ])('%j is refused', async (headers) => {
    const answer = await world.control('POST', '/reset', { headers });
    expect(answer).toMatchObject({ status: 403, type: 'application/problem+json' });
  });

  test.each([
    { host: 'localhost:9999' },
    { host: 'LocalHost' },
    { host: '[::1]:80' },
    { origin: 'http://localhost:5173' },
    { origin: 'http://127.0.0.1' },
    { origin: 'http://[::1]:3000' },
  ])('%j is of this machine', async (headers) => {
    const answer = await world.control('GET', '/health', { headers });
    expect(answer.status).toBe(200);
  });
});
