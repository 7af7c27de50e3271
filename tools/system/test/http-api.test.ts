import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type Call,
  createCallResponse,
  liveMessage,
  type LiveMessage,
  liveTicket,
  openApi,
  routes,
} from '@patchbay/contracts';
import { VirtualClock } from '@patchbay/emulator';
import { type Patchbay, routesOf, Scene, signUp, startPatchbay } from '@patchbay/local';
import { type Ask, createClient } from './support/api-client.ts';
import { createCheck, NotAsDocumented } from './support/as-documented.ts';
import { badTokens, type JsonWebKeySet, PASSWORD, refusals } from './support/tokens.ts';

// It starts all services, as slowly as the machine is busy.
jest.setTimeout(180_000);

const TO = '+12065550123';
/** Answers after 3 s. */
const ANSWERS = '+14255550188';
const BUSY = '+14255550186';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const lines: string[] = [];
/** Texts of all answers. */
const heard: string[] = [];
/** Join tokens that no answer has. */
const phoneTokens: string[] = [];
const sockets: WebSocket[] = [];
let patchbay: Patchbay;
let scene: Scene;
let url: string;
let document: object;
let ask: Ask;
/** Authorization of somebody who has a call of nobody else in his list. */
let me: string;
let bad: Awaited<ReturnType<typeof badTokens>>;

beforeAll(async () => {
  patchbay = await startPatchbay({
    clock: new VirtualClock(Date.now()),
    throttles: {},
    quotas: { createCallsPerSecond: 1_000, updateCallsPerSecond: 1_000, activeCalls: 1_000 },
    onLine: (_service, line) => lines.push(line),
  });
  scene = new Scene({ patchbay, tell: () => undefined });
  url = patchbay.local.httpApi.endpoint;
  document = (await (await fetch(`${url}/openapi.json`)).json()) as object;
  ask = createClient(url, document, (text) => heard.push(text));
  const keys = await fetch(`${patchbay.signIn!.issuer}/.well-known/jwks.json`);
  bad = await badTokens(patchbay.signIn!, (await keys.json()) as JsonWebKeySet);
  me = await person('me');
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await patchbay.stop();
});

async function person(name: string): Promise<string> {
  return `Bearer ${await signUp(patchbay.signIn!, { email: `${name}@example.com`, password: PASSWORD })}`;
}

/** What the live socket tells somebody, in order. */
async function listen(authorization: string): Promise<LiveMessage[]> {
  const messages: LiveMessage[] = [];
  const { ticket } = liveTicket.parse((await ask('POST', '/live/tickets', { authorization })).body);
  const socket = new WebSocket(`${patchbay.local.webSocketEndpoint}/?ticket=${ticket}`);
  sockets.push(socket);
  socket.addEventListener('message', ({ data }) => messages.push(liveMessage.parse(JSON.parse(String(data)))));
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  return messages;
}

async function placed(authorization: string, to: string, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const { status, body } = await ask('POST', '/calls', { authorization, headers, json: { to } });
  const all = Object.values(patchbay.emulator.meetings.export().meetings).flatMap((each) =>
    Object.values(each.attendees),
  );
  phoneTokens.push(...all.filter((each) => each.ExternalUserId === 'phone').map((each) => each.JoinToken));
  return { status, ...createCallResponse.parse(body) };
}

/** A call of somebody who listens, in this state. */
async function callThatIs(state: Call['state'], to = ANSWERS) {
  const owner = await person(randomUUID());
  const messages = await listen(owner);
  const { call, meeting, attendee } = await placed(owner, to);
  const browser = scene.browser(attendee.JoinToken);
  const told = (wanted: Call['state']) => () =>
    messages.some((each) => each.type === 'call' && each.call.id === call.id && each.call.state === wanted);
  await scene.until(`${state} is told`, told(state));
  return { owner, id: call.id, meeting, browser, told };
}

const hangUp = (authorization: string, id: string) => ask('POST', `/calls/${id}/hangup`, { authorization });
const digits = (authorization: string, id: string, json: object) =>
  ask('POST', `/calls/${id}/digits`, { authorization, json });
const keyOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path}`;
/** Routes that are not there on a machine without Python. */
const withoutPython = () =>
  patchbay.local.services
    .flatMap(({ description }) => description.leftOut.flatMap(routesOf))
    .map(({ routeKey }) => routeKey);
const meetings = () => Object.keys(patchbay.emulator.meetings.export().meetings);
const calls = () => [...patchbay.emulator.engine.transactions.keys()];
const isEmpty = () => calls().length === 0 && meetings().length === 0;

describe('the document', () => {
  test('is what the contracts say', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  test('has the routes that functions have, and no other', () => {
    const known = patchbay.local.httpApi.routes().map(({ routeKey }) => routeKey);
    expect(routes.map(keyOf).sort()).toEqual([...known, ...withoutPython()].sort());
  });

  describe('and an answer that is not in it', () => {
    const json = new Headers({ 'content-type': 'application/json; charset=utf-8' });
    const call = { id: 'x', to: TO, state: 'talking', hangupRequested: false, createdAt: 1 };
    const answer = (body: unknown, status = 200, headers = json) => ({ status, headers, text: JSON.stringify(body) });
    const problem = { title: 'No', status: 404, code: 'no-such-call' };

    test.each<[string, string, string, ReturnType<typeof answer>, string]>([
      ['a status that the route does not have', 'GET', '/calls/x', answer(call, 201), 'no such status'],
      ['a path that is not there', 'GET', '/calls/x/y', answer(call), 'no such path'],
      ['an empty parameter', 'GET', '/calls/', answer(call), 'no such path'],
      ['a method that is not there', 'DELETE', '/calls', answer(call), 'no such method'],
      ['a field that is missing', 'GET', '/calls/x', answer({ ...call, to: undefined }), "required property 'to'"],
      ['a field too many', 'GET', '/calls/x', answer({ ...call, owner: 'me' }), 'additional properties'],
      ['a value that can not be', 'GET', '/calls/x', answer({ ...call, state: 'gone' }), 'allowed values'],
      ['a problem of another type', 'GET', '/calls/x', answer(problem, 404), 'the body is application/json'],
      [
        'a problem without a code',
        ...(['GET', '/calls/x'] as const),
        answer({ ...problem, code: 1 }, 404, new Headers({ 'content-type': 'application/problem+json' })),
        'body/code must be string',
      ],
      ['what is not JSON', 'GET', '/calls/x', { ...answer(''), text: '<p>' }, 'not JSON'],
    ])('is refused: %s', (_what, method, path, given, why) => {
      const check = createCheck(document);
      expect(() => check('GET', '/calls/x', answer(call))).not.toThrow();
      expect(() => check(method, path, given)).toThrow(NotAsDocumented);
      expect(() => check(method, path, given)).toThrow(why);
    });
  });
});

describe('without a valid token there is nothing to be had', () => {
  test.each(refusals)('%s: %i %s', async (kind, status, code) => {
    const authorization = bad[kind];
    const closed = routes.filter((route) => !route.isOpen && !withoutPython().includes(keyOf(route)));
    for (const { method, path, body } of closed) {
      const json = path.endsWith('/digits') ? { digits: '1', seq: 1 } : { to: TO };
      const answered = await ask(method, path.replaceAll(/\{\w+\}/g, NOBODY), {
        ...(authorization !== undefined && { authorization }),
        ...(body && { json }),
      });
      expect({ method, path, status: answered.status, body: answered.body }).toEqual({
        ...{ method, path, status },
        body: { status, code, title: expect.any(String), detail: expect.stringMatching(/^[A-Z].*[.…]$/) },
      });
      expect(answered.headers.get('www-authenticate')).toBe(
        status === 403 ? null : code === 'token-missing' ? 'Bearer' : 'Bearer error="invalid_token"',
      );
    }
  });

  test('who asks is judged before what he asks for', async () => {
    const { status } = await ask('POST', '/calls', { raw: '{', headers: { 'content-type': 'text/plain' } });
    expect(status).toBe(401);
  });

  test('and nothing has come of any of it', () => {
    expect({ calls: calls(), meetings: meetings() }).toEqual({ calls: [], meetings: [] });
  });
});

const NEVER_SHOWN = '+12065550199';
const json = { 'content-type': 'application/json' };

describe.each([
  ['/calls', { to: 'abc' }, 422],
  [`/calls/${NOBODY}/digits`, { digits: '1', seq: 1 }, 404],
])('the body of POST %s', (path, right, status) => {
  const text = JSON.stringify(right);
  const send = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    ask('POST', path, { authorization: me, raw, headers });

  test.each(['', '{', "{'to':'1'}", 'undefined', 'NaN', `${text},`, '\u0000', gzipSync(text)])(
    'that is not JSON: %j',
    async (raw) => {
      const encoding: Record<string, string> = typeof raw === 'string' ? {} : { 'content-encoding': 'gzip' };
      const { body } = await send(raw, { ...json, ...encoding });
      expect(body).toMatchObject({ status: 400, code: 'bad-json' });
    },
  );

  test.each([
    ...['null', '[]', '{}', '"text"', '5', 'true', `[${text}]`],
    ...[`{"to":${NEVER_SHOWN.slice(1)}}`, '{"to":null}', `{"to":["${NEVER_SHOWN}"]}`, '{"to":{"$ne":""}}', '{"to":""}'],
    ...['{"digits":"1"}', '{"digits":1,"seq":1}', '{"digits":"1","seq":"1"}', '{"digits":"1","seq":0}'],
    ...['{"digits":"1p","seq":1}', '{"digits":"1\\n","seq":1}', '{"digits":"1","seq":1e99}', '{"digits":"","seq":1}'],
    text.replace('}', ',"from":"+12065550199"}'),
    text.replace('}', ',"__proto__":{"to":"+12065550199"}}'),
    JSON.stringify({ to: '1'.repeat(65), digits: '1'.repeat(51), seq: 201 }),
  ])('that is not as it must be: %s', async (raw) => {
    const { body } = await send(raw, json);
    expect(body).toMatchObject({ status: 400, code: 'invalid-request', errors: expect.any(Array) });
    // Of what is wrong, the place and the rule.
    expect(JSON.stringify(body)).not.toContain(NEVER_SHOWN.slice(1));
  });

  test('may be as long as 16 KB', async () => {
    const most = `${text.padEnd(16 * 1024)}`;
    expect((await send(most, json)).status).toBe(status);
    expect((await send(`${most} `, json)).body).toMatchObject({ status: 413, code: 'too-large' });
  });

  test('may not be longer than API Gateway lets through, which says so itself', async () => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { ...json, authorization: me },
      body: Buffer.alloc(11 * 1024 * 1024, ' '),
    });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    // No problem document, here as in AWS: no function has been asked, so what is documented does not hold.
    expect(answer).toMatchObject({ status: 413, text: '{"message":"Request Entity Too Large"}' });
    expect(() => createCheck(document)('POST', path, answer)).toThrow('the body is application/json');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/octet-stream', ''])(
    'that is sent as "%s" is refused',
    async (type) => {
      // Bytes: fetch would call a text text/plain.
      const { body } = await send(new TextEncoder().encode(text), type === '' ? {} : { 'content-type': type });
      expect(body).toMatchObject({ status: 415, code: 'not-json' });
    },
  );

  test.each<[string, Record<string, string>]>([
    ['in capitals', { 'content-type': 'Application/JSON' }],
    ['with a character set', { 'content-type': 'application/json; charset=utf-8' }],
    // API Gateway passes on in base64 what has an encoding.
    ['in base64', { ...json, 'content-encoding': 'identity' }],
  ])('that is sent as JSON %s is read', async (_how, headers) => {
    expect((await send(text, headers)).status).toBe(status);
  });
});

test('a body that nobody asked for is not read', async () => {
  const garbage = { authorization: me, raw: '\u0000{', headers: json };
  expect((await ask('POST', '/live/tickets', garbage)).status).toBe(201);
  expect((await ask('POST', `/calls/${NOBODY}/hangup`, garbage)).status).toBe(404);
});

test.each([
  ['/nothing', 'GET'],
  ['/calls', 'DELETE'],
  ['/calls/', 'GET'],
  [`/calls/${NOBODY}`, 'PUT'],
])('%s has no %s: API Gateway says so itself', async (path, method) => {
  const response = await fetch(url + path, { method, headers: { authorization: me } });
  expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
});

describe('numbers', () => {
  const dial = (to: string) => ask('POST', '/calls', { authorization: me, json: { to } });
  const refused = [
    ['+19005551212', 'premium-rate'],
    ['+18765551212', 'country-not-allowed'],
    ['+442071234567', 'country-not-allowed'],
    ['911', 'emergency'],
    ['abc', 'not-a-number'],
    ['+abc', 'not-a-number'],
    ['+17035550122', 'meeting-number'],
  ] as const;
  const hostile = [
    ...['9'.repeat(64), '+'.repeat(64), '+1206555\u00000123', `${TO}\u0000`, `${TO}\r\nX-Evil: 1`, `${TO}\ud800`],
    ...[
      `sip:${TO}@evil.example`,
      `${TO}@evil.example`,
      `tel:${TO}`,
      `${TO};phone-context=evil.example`,
      '%2B12065550123',
    ],
    ...[
      '${jndi:ldap://evil.example}',
      "'; DROP TABLE calls; --",
      '{"$ne":null}',
      '<script>alert(1)</script>',
      '../../x',
    ],
    ...['__proto__', '12065550123 OR 1=1', '44*', '44;x=1', '44/../x', '44%2A', '44@evil.example', '44\r\nX: 1'],
  ].map((to) => [to, 'not-a-number'] as const);
  const others = [
    [`${TO};ext=5`, 'extension'],
    [`${TO},,911`, 'extension'],
    ['９１１', 'emergency'],
    ['٩١١', 'emergency'],
  ] as const;

  test.each([...refused, ...hostile, ...others])('%j is not called: %s', async (to, code) => {
    const { status, body } = await dial(to);
    expect({ status, body }).toEqual({
      status: 422,
      body: {
        status: 422,
        code,
        title: expect.any(String),
        step: 'number',
        detail: expect.stringMatching(/^[A-Z].*\.$/),
      },
    });
    expect(isEmpty()).toBe(true);
  });

  test.each([
    ['312.555.1212', '+13125551212'],
    ['+１２０６５５５０１２３', TO],
    ['+١٢٠٦٥٥٥٠١٢٣', TO],
    [`\u202e${TO}\u202c`, TO],
    [`\t${TO}\n`, TO],
    ['4455', '4455'],
  ])('%j is understood as %s', async (typed, to) => {
    const { status, call } = await placed(me, typed);
    expect({ status, to: call.to }).toEqual({ status: 201, to });
    expect((await hangUp(me, call.id)).status).toBe(202);
    await scene.until('nothing is left', isEmpty);
  });
});

describe('the call of somebody else', () => {
  test('can not be seen, listed, keyed or ended', async () => {
    const { owner, id, meeting } = await callThatIs('talking');
    const other = await person('other');
    const answers = [
      await ask('GET', `/calls/${id}`, { authorization: other }),
      await hangUp(other, id),
      await digits(other, id, { digits: '9', seq: 1 }),
    ];
    for (const { body } of answers) expect(body).toMatchObject({ status: 404, code: 'no-such-call' });
    expect((await ask('GET', '/calls', { authorization: other })).body).toEqual({ calls: [] });

    // Nothing has happened to it: its owner's first digits are the first ones.
    expect((await digits(owner, id, { digits: '12', seq: 1 })).status).toBe(202);
    const keyed = () => scene.phone(ANSWERS).heardAll.filter(({ sound }) => sound === 'digits');
    await scene.until('the digits arrive', () => keyed().length > 0);
    await patchbay.emulator.passUntil(() => false, 5_000);
    expect(keyed().map(({ text }) => text)).toEqual(['12']);
    expect((await ask('GET', `/calls/${id}`, { authorization: owner })).body).toMatchObject({
      state: 'talking',
      hangupRequested: false,
    });
    expect(scene.phone(ANSWERS).state).toBe('connected');
    expect(meetings()).toEqual([meeting.MeetingId]);
    await hangUp(owner, id);
    await scene.until('nothing is left', isEmpty);
  });
});

describe('a call that is not there', () => {
  test.each([NOBODY, 'x', 'x'.repeat(3_000), '%00', '%F0%9F%98%80', '%27%20OR%201%3D1', '__proto__', '$default'])(
    'of the id %s',
    async (id) => {
      const answers = [
        await ask('GET', `/calls/${id}`, { authorization: me }),
        await hangUp(me, id),
        await digits(me, id, { digits: '1', seq: 1 }),
      ];
      for (const { body } of answers) expect(body).toMatchObject({ status: 404, code: 'no-such-call' });
    },
  );

  test('any more: it is told, has ended, and takes no digits', async () => {
    const { owner, id, told } = await callThatIs('talking');
    await hangUp(owner, id);
    await scene.until('its end is told', told('ended'));
    const state = { id, state: 'ended', hangupRequested: true };
    expect(await ask('GET', `/calls/${id}`, { authorization: owner })).toMatchObject({ status: 200, body: state });
    expect(await hangUp(owner, id)).toMatchObject({ status: 200, body: state });
    const late = await digits(owner, id, { digits: '1', seq: 1 });
    expect(late.body).toMatchObject({ status: 409, code: 'not-talking' });
    await scene.until('nothing is left', isEmpty);
  });

  test('because it was busy: why is told', async () => {
    const { owner, id } = await callThatIs('failed', BUSY);
    const state = { id, state: 'failed', reason: expect.stringMatching(/busy/), hangupRequested: false };
    expect(await ask('GET', `/calls/${id}`, { authorization: owner })).toMatchObject({ status: 200, body: state });
    expect(await hangUp(owner, id)).toMatchObject({ status: 200, body: state });
    await scene.until('nothing is left', isEmpty);
  });
});

test('a list can not be asked for in any way', async () => {
  for (const query of ['limit=0', 'limit=51', 'limit=1&limit=2', 'before=x', 'limit=%00', 'limit=']) {
    const { body } = await ask('GET', `/calls?${query}`, { authorization: me });
    expect(body).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ path: query.split('=')[0] }] });
  }
});

describe('an Idempotency-Key', () => {
  test('brings the same answer, and the call is placed once', async () => {
    const key = randomUUID();
    const [owner, other] = [await person('asks-twice'), await person('asks-with-the-same-key')];
    const headers = { 'idempotency-key': key };
    const asked = { authorization: owner, headers, json: { to: TO } };
    const first = await ask('POST', '/calls', asked);
    const again = await ask('POST', '/calls', { ...asked, json: { to: '206 555 0123' } });
    const { call } = createCallResponse.parse(first.body);
    expect([first.status, again.status]).toEqual([201, 200]);
    // The join token too.
    expect(again.body).toEqual(first.body);
    expect([first, again].map((each) => each.headers.get('location'))).toEqual([1, 2].map(() => `/calls/${call.id}`));
    expect(calls()).toEqual([call.id]);
    expect(meetings()).toHaveLength(1);

    expect((await ask('POST', '/calls', { ...asked, json: { to: ANSWERS } })).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    const ofOther = await placed(other, TO, key);
    expect([ofOther.status, ofOther.call.id === call.id]).toEqual([201, false]);

    await hangUp(owner, call.id);
    expect((await ask('POST', '/calls', asked)).body).toMatchObject({ status: 410, code: 'call-over' });
    await hangUp(other, ofOther.call.id);
    await scene.until('nothing is left', isEmpty);
  });

  test('makes one call of requests that come at once', async () => {
    const owner = await person('in-a-hurry');
    const asked = { authorization: owner, headers: { 'idempotency-key': randomUUID() }, json: { to: TO } };
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/calls', asked)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    // Whoever comes while it is being placed asks again.
    expect([200, 201, 409]).toEqual(expect.arrayContaining(statuses));
    for (const { status, headers } of answers) {
      if (status === 409) expect(headers.get('retry-after')).toBe('1');
    }
    const [id = ''] = calls();
    expect(calls()).toEqual([id]);
    expect(meetings()).toHaveLength(1);
    const { status, body } = await ask('POST', '/calls', asked);
    expect({ status, body }).toMatchObject({ status: 200, body: { call: { id } } });
    await hangUp(owner, id);
    await scene.until('nothing is left', isEmpty);
  });

  test.each(['short', 'x'.repeat(65), 'with spaces', '../../x', '{}{}{}{}'])('can not be %j', async (key) => {
    const headers = { 'idempotency-key': key };
    const { body } = await ask('POST', '/calls', { authorization: me, headers, json: { to: TO } });
    expect(body).toMatchObject({ status: 400, code: 'bad-idempotency-key' });
  });
});

test('functions print what they have answered, and nothing that is private', async () => {
  await ask('GET', '/calls', { authorization: me });
  const printed = lines.join('\n');
  expect(printed).toMatch(/"message":"answered".*"route":"GET \/calls"/);
  expect(printed).toMatch(/"message":"refused".*"code":"token-expired"/);
  // ID tokens and access tokens, and what authorizes otherwise.
  expect(printed).not.toMatch(/eyJ[\w-]{10,}|Bearer \S|Basic \S/);
  expect(printed).not.toMatch(/[\w.+-]+@[\w-]+\.[a-z]/i);
  const answers = heard.join('\n');
  const found = (pattern: RegExp) => [...answers.matchAll(pattern)].map(([, secret = '']) => secret);
  const secrets = {
    joinTokens: found(/"JoinToken":"([^"]+)"/g),
    joinTokensOfTelephones: phoneTokens,
    tickets: found(/"ticket":"([^"]+)"/g),
    // Nothing but the digits that all ways to write a number have.
    numbers: [...found(/"to":"\+1(\d{10})"/g), ...['9005551212', '8765551212', '2071234567', '7035550122']],
  };
  for (const [kind, values] of Object.entries(secrets)) {
    expect({ kind, none: values.length === 0 }).toEqual({ kind, none: false });
    expect({ kind, printed: values.filter((secret) => printed.includes(secret)) }).toEqual({ kind, printed: [] });
  }
});
