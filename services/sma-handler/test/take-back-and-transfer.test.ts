import { createEmulator, type Emulator, type EmulatorOptions } from '@patchbay/emulator';
import { createRouter } from '@patchbay/sma';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { takeBackAndTransfer, type TransferDeps } from '../src/flows/take-back-and-transfer/index.ts';
import { dialGuard, PLENTY } from './dial-guard.ts';
import { CALLER, CONNECT, ENTRY, ROLLING, toPbx, transferDeps, transferPairs } from './transfer-world.ts';

const PBX = '4455';
/** There is one pair unless a test says otherwise, so it is known which is taken. */
const CONNECT_NUMBER = CONNECT[0]!;

interface Given {
  options?: Partial<EmulatorOptions>;
  deps?: Partial<TransferDeps>;
  /** How many there are. */
  pairs?: number;
  sipHeaders?: Record<string, string>;
  from?: string;
  to?: string;
}

async function dialled(given: Given = {}) {
  const { options = {}, deps = {}, pairs: count = 1, sipHeaders = {}, from = CALLER, to = ENTRY } = given;
  const pairs = await transferPairs(count);
  const world = transferDeps(pairs, deps);
  const router = createRouter<TransferDeps>({
    flows: [takeBackAndTransfer],
    deps: world,
    flowFor: () => takeBackAndTransfer.name,
    report: () => undefined,
  });
  const emulator = createEmulator({ handler: router, ...options });
  const caller = emulator.phone(from);
  const { transactionId } = caller.dial(to, { sipHeaders });
  return { emulator, caller, pairs, router, transactionId, deps: world };
}

async function talking(given: Given = {}) {
  const world = await dialled(given);
  await world.caller.isBridgedTo(CONNECT_NUMBER);
  return world;
}

async function pass(emulator: Emulator, seconds: number): Promise<void> {
  await emulator.passUntil(() => false, seconds * 1_000);
}

test('a caller reaches Connect from a rolling number, and its pair is free again afterwards', async () => {
  const { emulator, caller, pairs, transactionId } = await talking();
  expect(emulator.phone(CONNECT_NUMBER).line?.remote).toBe(ROLLING[0]);
  const pair = { smaNumber: ROLLING[0]!, connectNumber: CONNECT_NUMBER };
  expect((await pairs.pairs.read(pair, transactionId))?.data).toEqual({
    dialled_number: ENTRY,
    original_calling_number: CALLER,
    sip_media_application_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  caller.hangUp();
  await emulator.phone(CONNECT_NUMBER).isHungUp();
  await pass(emulator, 1);
  expect(await pairs.claimed()).toEqual([]);
});

test('the contact learns what the PBX of the caller tells', async () => {
  const { caller, pairs } = await dialled({
    sipHeaders: { 'X-Customer-Id': '42', 'User-to-User': '00', 'X-Empty': '' },
  });
  await caller.isBridgedTo(CONNECT_NUMBER);
  const [claim] = await pairs.claimed();
  const { data } = (await pairs.pairs.read(claim!)) ?? {};
  expect(Object.keys(data ?? {})).toEqual([
    'x_customer_id',
    'dialled_number',
    'original_calling_number',
    'sip_media_application_id',
  ]);
  expect(data).toMatchObject({ dialled_number: ENTRY, x_customer_id: '42' });
});

test('Connect hangs up: so does the caller, and the pair is free', async () => {
  const { emulator, caller, pairs } = await talking();
  emulator.phone(CONNECT_NUMBER).hangUp();
  await caller.isHungUp();
  expect(await pairs.claimed()).toEqual([]);
});

describe('a call is taken back and sent to a SIP endpoint', () => {
  test.each(['after', 'before', 'never'] as const)(
    'with the original number in a header (Hangup also succeeds: %s)',
    async (hangupAlsoSucceeds) => {
      const { emulator, caller, pairs, transactionId } = await talking({
        options: { switches: { hangupAlsoSucceeds } },
      });
      emulator.update(transactionId, toPbx);
      await caller.hears('Please hold while we connect you.');
      expect(emulator.phone(CONNECT_NUMBER).state).toBe('ended');
      await caller.isBridgedTo(PBX);
      expect(emulator.phone(PBX).line?.sipHeaders).toEqual({ 'X-Original-Calling-Number': CALLER });
      expect(await pairs.claimed()).toEqual([]);
      emulator.phone(PBX).hangUp();
      await caller.isHungUp();
    },
  );

  test.each(['taken back', 'hung up first'])('with what Connect tells about the contact (%s)', async (how) => {
    const { emulator, caller, pairs, transactionId } = await talking();
    const data = { ContactId: 'c-1', 'X-Customer-Id': '42', 'X-Name': 'Zoë\r\nX-Evil: 1', 'X-Amzn-Trace': 'no' };
    if (how === 'hung up first') {
      await pairs.askForTransfer(transactionId);
      emulator.phone(CONNECT_NUMBER).hangUp();
      await pass(emulator, 2);
    }
    emulator.update(transactionId, { ...toPbx, data: JSON.stringify(data) });
    await caller.isBridgedTo(PBX);
    expect(emulator.phone(PBX).line?.sipHeaders).toEqual({
      'X-Customer-Id': '42',
      'X-Name': 'Zo%C3%AB%0D%0AX-Evil: 1',
      'X-Original-Calling-Number': CALLER,
    });
    const attributes = emulator.call(transactionId)?.entries.findLast((entry) => entry.type === 'attributes');
    expect(JSON.stringify(attributes)).toContain('c-1');
  });

  test.each(['', 'no JSON', '[1]', '{"a":1}', `{"a":"${'x'.repeat(2_000)}"}`])(
    'whatever is told instead: %s',
    async (data) => {
      const { emulator, caller, transactionId } = await talking();
      emulator.update(transactionId, { ...toPbx, data });
      await caller.isBridgedTo(PBX);
      expect(emulator.phone(PBX).line?.sipHeaders).toEqual({ 'X-Original-Calling-Number': CALLER });
    },
  );

  test('when the hang-up overtakes the update', async () => {
    const { emulator, caller, pairs, transactionId } = await talking();
    await pairs.askForTransfer(transactionId);
    emulator.phone(CONNECT_NUMBER).hangUp();
    await pass(emulator, 2);
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo(PBX);
  });

  test('not for ever: an update that never comes ends the call', async () => {
    const { emulator, caller, pairs, transactionId } = await talking();
    await pairs.askForTransfer(transactionId);
    emulator.phone(CONNECT_NUMBER).hangUp();
    await caller.hears('nobody can take your call');
    await caller.isHungUp();
  });

  test('once, however often it is asked for', async () => {
    const { emulator, caller, transactionId } = await talking();
    emulator.update(transactionId, toPbx);
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo(PBX);
    emulator.update(transactionId, toPbx);
    await pass(emulator, 5);
    expect(emulator.phone(PBX).lines).toHaveLength(1);
  });
});

describe('where a call may be transferred to', () => {
  test.each([
    [
      'a number that may be dialled',
      { action: 'transfer', targetType: 'pstn', target: '425 555 0188' },
      '+14255550188',
    ],
    ['another Connect number', { action: 'transfer', targetType: 'connect', target: CONNECT[1]! }, CONNECT[1]!],
  ])('%s', async (_name, update, number) => {
    const { emulator, caller, transactionId } = await talking();
    emulator.update(transactionId, update);
    await caller.isBridgedTo(number);
  });

  // Connect would take whoever calls from a rolling number for the caller whose pair it is.
  test.each([
    ['that was dialled', CALLER, ENTRY, ENTRY],
    ['of the caller, who called a rolling number back', CALLER, ROLLING[0]!, CALLER],
  ])('a telephone sees the number %s, never a rolling one', async (_name, from, to, seen) => {
    const { emulator, caller, transactionId } = await talking({ from, to });
    emulator.update(transactionId, { action: 'transfer', targetType: 'connect', target: CONNECT[1]! });
    await caller.isBridgedTo(CONNECT[1]!);
    expect(emulator.phone(CONNECT[1]!).line?.remote).toBe(seen);
  });

  test('no telephone, if there is none but a rolling number to call it from', async () => {
    const { emulator, caller, transactionId } = await talking({ from: 'anonymous', to: ROLLING[0]! });
    emulator.update(transactionId, { action: 'transfer', targetType: 'connect', target: CONNECT[1]! });
    await caller.hears('nobody can take your call');
    await caller.isHungUp();
  });

  test.each([
    [{ ...toPbx, voiceConnectorArn: 'arn:aws:chime:us-east-1:999999999999:vc/somebodyelses000000000' }],
    [{ ...toPbx, target: 'a b' }],
    [{ ...toPbx, target: '4511' }],
    [{ ...toPbx, target: '44*' }],
    [{ action: 'transfer', targetType: 'pstn', target: '+19005550123' }],
    [{ action: 'transfer', targetType: 'connect', target: '+12065550199' }],
    [{ action: 'transfer' }],
    [{ action: 'hangup' }],
    [{}],
  ])('not %j: the call goes on as it was', async (update) => {
    const { emulator, caller, transactionId } = await talking();
    emulator.update(transactionId, update);
    await pass(emulator, 5);
    expect(caller.line?.bridgedTo?.phone.number).toBe(CONNECT_NUMBER);
  });
});

describe('a transfer counts as a call of the caller', () => {
  const limits = { perUser: { calls: 1, windowSeconds: 3_600 }, total: PLENTY };

  test('once, however often it is tried', async () => {
    const { mayTransfer } = dialGuard({ limits });
    const { emulator, caller, transactionId } = await talking({
      options: { farEnds: { [PBX]: { does: 'busy' } } },
      deps: { mayTransfer, fallback: { targetType: 'pstn', target: '+14255550188' } },
    });
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo('+14255550188');
    expect(emulator.phone(PBX).lines).toHaveLength(2);
  });

  const usedUp = async () => {
    const { mayTransfer } = dialGuard({ limits });
    await mayTransfer(toPbx, { user: CALLER, key: 'an earlier call' });
    return mayTransfer;
  };

  test('and is refused when it is used up: Connect keeps nobody waiting for it', async () => {
    const { caller, emulator, pairs, transactionId } = await talking({ deps: { mayTransfer: await usedUp() } });
    await pairs.askForTransfer(transactionId);
    emulator.update(transactionId, toPbx);
    await caller.hears('nobody can take your call');
    await caller.isHungUp();
    expect(await pairs.claimed()).toEqual([]);
    expect(emulator.phone(PBX).lines).toHaveLength(0);
  });

  test('and is refused when it is used up: the fallback is called, once', async () => {
    const fallback = { targetType: 'pstn', target: '+14255550188' } as const;
    const { caller, emulator, pairs, transactionId } = await talking({
      options: { farEnds: { [fallback.target]: { does: 'busy' } } },
      deps: { mayTransfer: await usedUp(), fallback },
    });
    await pairs.askForTransfer(transactionId);
    emulator.phone(CONNECT_NUMBER).hangUp();
    await pass(emulator, 2);
    emulator.update(transactionId, toPbx);
    await caller.hears('nobody can take your call');
    expect(emulator.phone(fallback.target).lines).toHaveLength(1);
  });

  test('and is refused when it is used up: what Connect has not asked for changes nothing', async () => {
    const { mayTransfer } = dialGuard({ limits });
    await mayTransfer(toPbx, { user: CALLER, key: 'an earlier call' });
    const { emulator, caller, transactionId } = await talking({ deps: { mayTransfer } });
    emulator.update(transactionId, toPbx);
    await pass(emulator, 5);
    expect(caller.line?.bridgedTo?.phone.number).toBe(CONNECT_NUMBER);
    expect(emulator.phone(PBX).lines).toHaveLength(0);
  });
});

describe('nobody answers', () => {
  test.each(['busy', 'no-answer', 'reject'] as const)(
    'Connect is %s: the caller is told, the pair is free',
    async (does) => {
      const { caller, pairs } = await dialled({ options: { farEnds: { [CONNECT_NUMBER]: { does } } } });
      await caller.hears('nobody can take your call');
      await caller.isHungUp();
      expect(await pairs.claimed()).toEqual([]);
    },
  );

  test('the target twice: the fallback is called', async () => {
    const { emulator, caller, transactionId } = await talking({
      options: { farEnds: { [PBX]: { does: 'busy' } } },
      deps: { fallback: { targetType: 'pstn', target: '+14255550188' } },
    });
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo('+14255550188');
    expect(emulator.phone(PBX).lines).toHaveLength(2);
  });

  test('the fallback neither: the caller is told', async () => {
    const { emulator, caller, transactionId } = await talking({ options: { farEnds: { [PBX]: { does: 'busy' } } } });
    emulator.update(transactionId, toPbx);
    await caller.hears('nobody can take your call');
    await caller.isHungUp();
  });
});

test('all lines are busy: the caller is told', async () => {
  const { caller } = await dialled({ pairs: 0 });
  await caller.hears('All lines are busy');
  await caller.isHungUp();
});

test('a repeated first event takes one pair', async () => {
  const { emulator, pairs, router, caller } = await talking();
  const [record] = emulator.recorder.list();
  const first = record?.entries.find((entry) => entry.type === 'invocation');
  await router(first?.type === 'invocation' ? first.event : undefined);
  expect(await pairs.claimed()).toHaveLength(1);
  caller.hangUp();
});

test('without a voice it connects all the same', async () => {
  const noVoice = { errorType: 'AccessDenied', errorMessage: 'no voice' };
  const failAction = (type: string) => (type === 'Speak' ? noVoice : undefined);
  const { emulator, caller, transactionId } = await talking({ options: { failAction } });
  emulator.update(transactionId, toPbx);
  await caller.isBridgedTo(PBX);
});

test('without a voice it ends all the same', async () => {
  const noVoice = { errorType: 'AccessDenied', errorMessage: 'no voice' };
  const failAction = (type: string) => (type === 'Speak' ? noVoice : undefined);
  const { emulator, caller, transactionId, pairs } = await talking({
    options: { failAction, farEnds: { [PBX]: { does: 'busy' } } },
  });
  emulator.update(transactionId, toPbx);
  await caller.isHungUp();
  expect(emulator.phone(PBX).lines).toHaveLength(2);
  expect(await pairs.claimed()).toEqual([]);
});

test('a caller whom Connect does not answer is not connected with the pair that was his', async () => {
  const noVoice = { errorType: 'AccessDenied', errorMessage: 'no voice' };
  const failAction = (type: string) => (type === 'Speak' ? noVoice : undefined);
  const { emulator, caller } = await dialled({
    options: { failAction, farEnds: { [CONNECT_NUMBER]: { does: 'busy' } } },
  });
  await caller.isHungUp();
  expect(emulator.phone(CONNECT_NUMBER).lines).toHaveLength(1);
});

describe('a table that does not answer', () => {
  const failing = () => Promise.reject(new Error('no table'));
  const reported: unknown[] = [];
  const report = (error: unknown) => void reported.push(error);
  beforeEach(() => void reported.splice(0));

  async function withTable(broken: Partial<TransferDeps['pairs']>) {
    const world = await talking();
    Object.assign(world.deps, { report, pairs: { ...world.deps.pairs, ...broken } });
    return world;
  }

  test('ends no conversation by a ping', async () => {
    const { emulator, caller, transactionId } = await withTable({ renew: failing });
    emulator.update(transactionId, { action: 'ping' });
    await pass(emulator, 2);
    expect(caller.line?.bridgedTo?.phone.number).toBe(CONNECT_NUMBER);
    expect(reported).toEqual([new Error('no table')]);
  });

  test('keeps nobody from being transferred', async () => {
    const { emulator, caller, transactionId } = await withTable({ release: failing });
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo(PBX);
    expect(reported).toEqual([new Error('no table')]);
  });

  test('nor from waiting for the update that was overtaken', async () => {
    const { emulator, caller, transactionId } = await withTable({ read: failing, release: failing });
    emulator.phone(CONNECT_NUMBER).hangUp();
    await pass(emulator, 2);
    emulator.update(transactionId, toPbx);
    await caller.isBridgedTo(PBX);
  });
});

test('who answers as the caller hangs up is not left alone', async () => {
  const { emulator, router, caller } = await talking();
  const [record] = emulator.recorder.list();
  const answered = record?.entries.findLast((entry) => entry.type === 'invocation');
  const event = structuredClone(answered?.type === 'invocation' ? answered.event : undefined) as {
    CallDetails: { Participants: { ParticipantTag: string; Status: string; CallId: string }[] };
  };
  const [legA, legB] = ['LEG-A', 'LEG-B'].map((tag) =>
    event.CallDetails.Participants.find(({ ParticipantTag }) => ParticipantTag === tag),
  );
  legA!.Status = 'Disconnected';
  expect(await router(event)).toMatchObject({ Actions: [{ Type: 'Hangup', Parameters: { CallId: legB!.CallId } }] });
  caller.hangUp();
});

test('a ping is answered, and changes nothing', async () => {
  const { emulator, caller, transactionId } = await talking();
  emulator.update(transactionId, { action: 'ping' });
  await pass(emulator, 2);
  expect(caller.line?.bridgedTo?.phone.number).toBe(CONNECT_NUMBER);
});
