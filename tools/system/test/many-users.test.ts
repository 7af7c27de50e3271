import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { callList, type Call, createCallResponse } from '@patchbay/contracts';
import { VirtualClock } from '@patchbay/emulator';
import { type HttpResult, type Member, type Patchbay, Scene, startPatchbay } from '@patchbay/local';

// It starts all services, as slowly as the machine is busy.
jest.setTimeout(300_000);

const PEOPLE = 50;
/**
 * How many requests are on their way at once. Each needs a process of its own, as in AWS, but of all processes two can run
 * here: were there 50, most would start when the time of their first request to DynamoDB is over. So people come in
 * waves, and stay: when the last of them dial, all others are talking.
 */
const WAVE = 4;

let patchbay: Patchbay;
let scene: Scene;
beforeAll(async () => {
  patchbay = await startPatchbay({
    clock: new VirtualClock(Date.now()),
    throttles: {},
    quotas: { createCallsPerSecond: WAVE, updateCallsPerSecond: 1_000, activeCalls: 1_000 },
  });
  scene = new Scene({ patchbay, tell: () => undefined });
});
afterAll(async () => {
  scene.close();
  await patchbay.stop();
});

interface Caller {
  me: Member;
  /** Whom nobody else calls. */
  to: string;
  call?: Call;
}

/** People with accounts of their own, who listen. */
async function callers(name: string, count: number, exchange: string): Promise<Caller[]> {
  const all = Array.from({ length: count }, (_, index) => index);
  return inWaves(all, async (index) => {
    const me = await scene.person({ email: `${name}-${index}@example.com`, password: 'Correct-horse-1' });
    await me.listen();
    return { me, to: `+1${exchange}55501${String(index).padStart(2, '0')}` };
  });
}

/** Does it for all, a few at once; `then` after each few. */
async function inWaves<T, R>(
  all: readonly T[],
  act: (one: T) => Promise<R>,
  then: (wave: readonly T[]) => Promise<void> = async () => undefined,
): Promise<R[]> {
  const results: R[] = [];
  for (let first = 0; first < all.length; first += WAVE) {
    const wave = all.slice(first, first + WAVE);
    results.push(...(await Promise.all(wave.map(act))));
    await then(wave);
  }
  return results;
}

const states = ({ me, call }: Caller) =>
  me.messages.flatMap((each) => (each.type === 'call' && each.call.id === call?.id ? [each.call.state] : []));
const are = (state: Call['state']) => (wave: readonly Caller[]) =>
  scene.until(`all are told "${state}"`, () => wave.every((each) => states(each).includes(state)));
const keyed = ({ to }: Caller) => {
  const heard = scene.phone(to).heardAll.filter(({ sound }) => sound === 'digits');
  return heard.map(({ text }) => text).join('');
};
const meetings = () => Object.keys(patchbay.emulator.meetings.export().meetings);
const calls = () => [...patchbay.emulator.engine.transactions.keys()];

function placedBy(result: HttpResult): Call {
  const { call, attendee } = createCallResponse.parse(result.body);
  scene.browser(attendee.JoinToken);
  return call;
}

async function hangUp(all: readonly Caller[]): Promise<void> {
  const hungUp = await inWaves(all, ({ me, call }) => me.post(`/calls/${call?.id}/hangup`), are('ended'));
  expect(hungUp.map(({ status }) => status)).toEqual(all.map(() => 202));
  await scene.until('no leg and no meeting is left', () => calls().length === 0 && meetings().length === 0);
}

test(`${PEOPLE} people have calls at once, each their own`, async () => {
  const all = await callers('person', PEOPLE, '312');
  await inWaves(
    all,
    async (one) => {
      const result = await one.me.post('/calls', { to: one.to }, { 'idempotency-key': randomUUID() });
      expect(result).toMatchObject({ status: 201, body: { call: { to: one.to } } });
      one.call = placedBy(result);
    },
    are('talking'),
  );
  expect(calls().sort()).toEqual(all.map(({ call }) => call?.id).sort());
  expect(meetings()).toHaveLength(PEOPLE);

  // Each has digits that nobody else has.
  const code = (one: Caller) => `${one.to.slice(-2)}#`;
  const sent = await inWaves(all, (one) => one.me.post(`/calls/${one.call?.id}/digits`, { digits: code(one), seq: 1 }));
  expect(sent.map(({ status }) => status)).toEqual(all.map(() => 202));
  await scene.until('the digits arrive', () => all.every((one) => keyed(one).length >= code(one).length));
  await patchbay.emulator.passUntil(() => false, 5_000);
  expect(all.map(keyed)).toEqual(all.map(code));

  await hangUp(all);

  // All that they were told is about their own call, and each state of it came once.
  const told = ({ me }: Caller) =>
    me.messages.map((each) => (each.type === 'call' ? [each.call.id, each.call.to] : each));
  for (const one of all) {
    expect(states(one)).toEqual(['connecting', 'calling', 'talking', 'ended']);
    expect(told(one)).toEqual(states(one).map(() => [one.call?.id, one.to]));
  }
  const lists = await inWaves(all, ({ me }) => me.get('/calls'));
  expect(lists.map(({ body }) => callList.parse(body).calls)).toMatchObject(
    all.map(({ call, to }) => [{ id: call?.id, to, state: 'ended' }]),
  );
});

test('whoever is told to come back later, and does, has one call in the end', async () => {
  const all = await callers('patient', 2 * WAVE + 1, '206');
  const answers: number[][] = all.map(() => []);
  const keys = all.map(() => randomUUID());
  const isWaiting = (one: Caller) => one.call === undefined;
  let rounds = 0;
  while (all.some(isWaiting)) {
    // No time passes while they dial, so that the service takes no more than its quota of a second.
    const results = await inWaves(all.filter(isWaiting), async (one) => {
      const index = all.indexOf(one);
      const result = await one.me.post('/calls', { to: one.to }, { 'idempotency-key': keys[index] ?? '' });
      answers[index]?.push(result.status);
      if (result.status === 201) one.call = placedBy(result);
      else expect(result.body).toMatchObject({ status: 503, code: 'throttled', step: 'call' });
      return result;
    });
    const later = results.flatMap(({ headers }) => headers.get('retry-after') ?? []);
    const seconds = Math.max(0, ...later.map(Number));
    await patchbay.emulator.passUntil(() => false, seconds * 1_000);
    expect((rounds += 1)).toBeLessThanOrEqual(all.length);
  }
  // As many a second as the quota has.
  expect(answers.map((each) => each.length).sort()).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3]);
  await are('talking')(all);
  expect(calls().sort()).toEqual(all.map(({ call }) => call?.id).sort());
  // Those of the calls that were refused have ended.
  expect(meetings()).toHaveLength(all.length);
  for (const { to } of all) expect(scene.phone(to).lines).toHaveLength(1);
  await hangUp(all);
  const lists = await inWaves(all, ({ me }) => me.get('/calls'));
  expect(lists.map(({ body }) => callList.parse(body).calls)).toMatchObject(all.map(({ call }) => [{ id: call?.id }]));
});
