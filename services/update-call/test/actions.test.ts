import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionNames, type ActionRequest } from '@patchbay/contracts';
import type { Refusal } from '@patchbay/chime';
import type { LiveCallState } from '@patchbay/repositories';
import { APPLICATION, NOW, NUMBER, OPERATOR, startApi, type Api, type Given } from './api-world.ts';

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

/** Somebody who has dialled and come into a conference. */
async function caller(to = api, state: Exclude<LiveCallState, 'ended' | 'held'> = 'joined') {
  const phone = to.emulator.phone('+14255550188');
  const { transactionId } = phone.dial(NUMBER);
  await to.emulator.passUntil(() => false, 10);
  const about = { conferenceId: 'conference-1', pin: '12345', from: '+14255550188', createdAt: NOW };
  await to.liveCalls.enter({ transactionId, ...about, state, sipMediaApplicationId: APPLICATION });
  return { phone, transactionId };
}

/** Arguments of the updates that the function of a call has got. */
async function updates(id: string, to = api): Promise<unknown[]> {
  await to.emulator.passUntil(() => false, 10);
  return (to.emulator.call(id)?.entries ?? []).flatMap((entry) =>
    entry.type === 'invocation' && entry.event.InvocationEventType === 'CALL_UPDATE_REQUESTED'
      ? [entry.event.ActionData?.Parameters.Arguments]
      : [],
  );
}

const TEXT = 'Your order 4711 is ready.';
const bodyOf = (action: ActionRequest['action']): ActionRequest =>
  action === 'play' ? { action, prompt: 'please-wait' } : action === 'speak' ? { action, text: TEXT } : { action };
const MUTE = { action: 'mute' };

describe('an action', () => {
  test.each(actionNames)('%s goes to the call, and it is kept who asked for it', async (action) => {
    const { transactionId } = await caller();
    const { status, body } = await api.act(transactionId, bodyOf(action));
    expect({ status, body }).toEqual({ status: 202, body: { actionId: expect.stringMatching(/^[\da-f-]{36}$/) } });
    const { actionId } = body;
    expect(await updates(transactionId)).toEqual([{ ...bodyOf(action), actionId }]);
    // Nothing else: what was said or played is nobody's business later.
    expect(await api.records(transactionId)).toEqual([
      {
        transactionId: { S: transactionId },
        id: { S: actionId },
        by: { S: OPERATOR },
        action: { S: action },
        at: { N: String(NOW) },
        expiresAt: { N: String(NOW / 1_000 + 30 * 86_400) },
      },
    ]);
  });

  test.each(['waiting', 'held'] as const)('is for a caller who is %s, too', async (state) => {
    const { transactionId } = await caller(api, 'waiting');
    if (state === 'held') await api.liveCalls.change(transactionId, { state }, NOW);
    expect((await api.act(transactionId, MUTE)).status).toBe(202);
    expect(await updates(transactionId)).toMatchObject([MUTE]);
  });

  test('is one each time it is asked for', async () => {
    const { transactionId } = await caller();
    const answers = [await api.act(transactionId, MUTE), await api.act(transactionId, MUTE, 'operator-2')];
    const ids = answers.map(({ body }) => body.actionId);
    expect(new Set(ids).size).toBe(2);
    expect((await updates(transactionId)).map((each) => (each as { actionId: string }).actionId)).toEqual(ids);
    const records = await api.audit.of(transactionId, 9);
    expect(records.map(({ by }) => by).sort()).toEqual([OPERATOR, 'operator-2']);
  });

  test('that speaks leaves its text in no log and no table, whatever comes of it', async () => {
    const { transactionId, phone } = await caller();
    await api.act(transactionId, bodyOf('speak'));
    phone.hangUp();
    await api.emulator.passUntil(() => !api.emulator.engine.transactions.has(transactionId), 60_000);
    await api.act(transactionId, bodyOf('speak'));
    await api.act('nobody', bodyOf('speak'));
    await api.act(transactionId, { action: 'speak', text: TEXT, prompt: TEXT });
    await api.act(transactionId, { action: 'speak', text: TEXT.repeat(50) });
    expect((await api.records(transactionId)).map(({ outcome }) => outcome?.S).sort()).toEqual([
      'call-ended',
      undefined,
    ]);
    expect(JSON.stringify(await api.records(transactionId))).not.toMatch(/order|ready/);
    expect(api.log()).toContain('"status":202');
    expect(api.log()).not.toMatch(/order|ready|\+1425/);
  });
});

describe('nothing is done', () => {
  test.each(['nobody', '', '../calls', 'x'.repeat(65)])('in a call that is none: %j', async (id) => {
    const { status, body } = await api.act(id, MUTE);
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'no-such-call' });
  });

  test('in a call that is in no conference', async () => {
    const about = { owner: 'me', meetingId: 'meeting-1', to: '+12065550123', createdAt: NOW };
    await api.userCalls.begin({ transactionId: 'call-1', ...about });
    const { status, body } = await api.act('call-1', MUTE);
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'no-such-call' });
    expect(await api.records('call-1')).toEqual([]);
  });

  test('in a call that has ended', async () => {
    const { transactionId } = await caller();
    await api.liveCalls.end(transactionId, NOW);
    const { status, body } = await api.act(transactionId, MUTE);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'call-over' });
    expect(await updates(transactionId)).toEqual([]);
    expect(await api.records(transactionId)).toEqual([]);
  });

  test.each([
    [{}, 'action'],
    [{ action: 'dance' }, 'action'],
    [{ action: 'mute', text: 'x' }, ''],
    [{ action: 'play' }, 'prompt'],
    [{ action: 'play', prompt: '../secret' }, 'prompt'],
    [{ action: 'speak' }, 'text'],
    [{ action: 'speak', text: '' }, 'text'],
    [{ action: 'speak', text: 'x'.repeat(501) }, 'text'],
    ['mute', ''],
  ])('of %j', async (body, path) => {
    const { transactionId } = await caller();
    const answer = await api.act(transactionId, body);
    expect({ status: answer.status, path: answer.body.errors?.[0]?.path }).toEqual({ status: 400, path });
    expect(await updates(transactionId)).toEqual([]);
    expect(await api.records(transactionId)).toEqual([]);
  });

  test('that could not be kept', async () => {
    const begin = () => Promise.reject(new Error('no table'));
    const other = await open({ act: ({ audit }) => ({ audit: { ...audit, begin } }) });
    const { transactionId } = await caller(other);
    const { status, body } = await other.act(transactionId, MUTE);
    expect({ status, code: body.code }).toEqual({ status: 500, code: 'failed' });
    expect(await updates(transactionId, other)).toEqual([]);
  });
});

describe('an update that AWS refuses', () => {
  test('because the caller has hung up', async () => {
    const { transactionId, phone } = await caller();
    phone.hangUp();
    await api.emulator.passUntil(() => !api.emulator.engine.transactions.has(transactionId), 60_000);
    const { status, body } = await api.act(transactionId, MUTE);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'call-over' });
    expect(await api.audit.of(transactionId, 9)).toMatchObject([{ by: OPERATOR, outcome: 'call-ended' }]);
  });

  test('because there are too many a second', async () => {
    const other = await open({ emulator: { quotas: { updateCallsPerSecond: 1 } } });
    const { transactionId } = await caller(other);
    expect((await other.act(transactionId, MUTE)).status).toBe(202);
    const { status, headers, body } = await other.act(transactionId, { action: 'unmute' });
    expect({ status, code: body.code, step: body.step }).toEqual({ status: 503, code: 'throttled', step: 'update' });
    expect(headers).toMatchObject({ 'retry-after': '1' });
    const records = await other.audit.of(transactionId, 9);
    expect(Object.fromEntries(records.map(({ action, outcome }) => [action, outcome]))).toEqual({
      ...{ mute: undefined, unmute: 'failed' },
    });
    await other.emulator.passUntil(() => false, 2_000);
    expect((await other.act(transactionId, { action: 'unmute' })).status).toBe(202);
  });

  const refusal = (reason: Refusal['reason']): Refusal => ({ ok: false, reason, message: 'no', cause: undefined });
  test.each([
    ['quota', 503, 'all-lines-busy', '15', 'failed'],
    ['forbidden', 502, 'aws-forbidden', undefined, 'failed'],
    ['invalid', 502, 'aws-invalid', undefined, 'failed'],
    // The call may have been told: its end says what came of it.
    ['unknown', 502, 'aws-unknown', undefined, undefined],
  ] as const)('%s: %i %s', async (reason, status, code, retryAfter, outcome) => {
    const other = await open({ act: () => ({ voice: { updateCall: async () => refusal(reason) } }) });
    const { transactionId } = await caller(other);
    const { headers, body } = await other.act(transactionId, MUTE);
    expect(body).toMatchObject({ status, code, step: 'update' });
    expect(headers['retry-after']).toBe(retryAfter);
    const records = await other.audit.of(transactionId, 9);
    expect(records.map((record) => [record.action, record.outcome])).toEqual([['mute', outcome]]);
  });

  test('is told even if it can not be kept', async () => {
    const finish = () => Promise.reject(new Error('no table'));
    const other = await open({
      act: ({ audit }) => ({
        audit: { ...audit, finish },
        voice: { updateCall: async () => refusal('throttled') },
      }),
    });
    const { transactionId } = await caller(other);
    expect((await other.act(transactionId, MUTE)).body).toMatchObject({ status: 503, code: 'throttled' });
    expect((await other.audit.of(transactionId, 9)).map(({ outcome }) => outcome)).toEqual([undefined]);
  });
});
