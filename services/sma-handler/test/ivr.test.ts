import { createMemoryCounters } from '@patchbay/dial-policy';
import { describe, expect, test } from '@jest/globals';
import { dialGuard, PLENTY } from './dial-guard.ts';
import { CALLER, FRIEND, IVR, ivrWorld } from './ivr-world.ts';

const MENU = '[audio prompts/menu.wav]';

function answered(options: Parameters<typeof ivrWorld>[0] = {}) {
  const world = ivrWorld(options);
  const caller = world.emulator.phone(CALLER);
  caller.dial(IVR);
  return { ...world, caller };
}

test('reads the number back, then the menu', async () => {
  const { caller } = answered();
  await caller.hears('welcome.wav');
  await caller.hears('You are calling from +12065550123.');
  await caller.hears(MENU);
});

test('1 plays a recording and comes back to the menu', async () => {
  const { caller } = answered();
  await caller.hears(MENU);
  caller.press('1');
  await caller.hears('recording.wav');
  await caller.hears(MENU);
});

describe('2 calls back', () => {
  test('the caller, once, and from there nobody', async () => {
    const { caller, effects, emulator } = answered();
    await caller.hears(MENU);
    caller.press('2');
    await caller.hears('call-back.wav');
    await caller.isHungUp();
    await caller.rings();
    await caller.hears('called-back.wav');
    await caller.hears(MENU);
    caller.press('2');
    await caller.hears('no-call-back.wav');
    caller.hangUp();
    await emulator.passUntil(() => false, 60_000);
    expect(effects).toEqual([`call ${CALLER}`]);
    expect(emulator.engine.transactions.size).toBe(0);
  });

  test('once, even if the last event is delivered again', async () => {
    const { caller, effects, emulator, router } = answered();
    await caller.hears(MENU);
    caller.press('2');
    await caller.isHungUp();
    await caller.rings();
    const [first] = emulator.recorder.list();
    const last = first?.entries.findLast((entry) => entry.type === 'invocation');
    await router(last?.type === 'invocation' ? last.event : undefined);
    expect(effects).toHaveLength(1);
  });

  test.each(['+19005550123', '+442071234567', 'anonymous'])('but not %s', async (from) => {
    const { emulator, effects } = ivrWorld();
    const caller = emulator.phone(from);
    caller.dial(IVR);
    await caller.hears(MENU);
    caller.press('2');
    await caller.hears('no-call-back.wav');
    caller.hangUp();
    await emulator.passUntil(() => false, 60_000);
    expect(effects).toEqual([]);
  });
});

describe('3 connects with a number', () => {
  async function connected() {
    const world = answered();
    await world.caller.hears(MENU);
    world.caller.press('3');
    await world.caller.hears('number.wav');
    world.caller.press('4255550188#');
    await world.caller.hears('connecting.wav');
    return world;
  }

  test('with ringback, and Voice Focus by key', async () => {
    const { caller, emulator } = await connected();
    await caller.hears('ringback.wav');
    await caller.isBridgedTo(FRIEND);
    caller.press('1');
    await emulator.passUntil(() => false, 3_000);
    const focus = () =>
      [...emulator.engine.transactions.values()].flatMap(({ legs }) => legs.map((leg) => leg.voiceFocus));
    expect(focus()).toEqual([true, true]);
    caller.press('0');
    await emulator.passUntil(() => false, 3_000);
    expect(focus()).toEqual([false, false]);
  });

  test('the caller may go on when the other hangs up; when he hangs up, both are gone', async () => {
    const { caller, emulator } = await connected();
    await caller.isBridgedTo(FRIEND);
    emulator.phone(FRIEND).hangUp();
    await caller.hears('other-hung-up.wav');
    await caller.hears(MENU);
    caller.press('3');
    await caller.hears('number.wav');
    caller.press('4255550188#');
    await caller.isBridgedTo(FRIEND);
    caller.hangUp();
    await emulator.phone(FRIEND).isHungUp();
  });

  test.each(['busy', 'no-answer', 'reject'] as const)('says so when the far end is %s', async (does) => {
    const { caller } = answered({ farEnds: { [FRIEND]: { does } } });
    await caller.hears(MENU);
    caller.press('3');
    await caller.hears('number.wav');
    caller.press('4255550188#');
    await caller.hears('not-answered.wav');
    await caller.hears(MENU);
  });

  test('refuses a number that may not be dialled, says why, and gives up after three', async () => {
    const { caller } = answered();
    await caller.hears(MENU);
    caller.press('3');
    for (const number of ['9005550123', '9765550123', '911']) {
      await caller.hears('number.wav');
      caller.press(`${number}#`);
    }
    await caller.hears(MENU);
    expect(caller.heard.some((text) => /premium|emergency/i.test(text))).toBe(true);
  });
});

describe('the quota', () => {
  const one = { perUser: { calls: 1, windowSeconds: 3_600 }, total: PLENTY };

  test('of calls: the caller is told when there may be another', async () => {
    const { caller, emulator } = answered({ deps: { mayDial: dialGuard({ limits: one }).mayDial } });
    await caller.hears(MENU);
    for (const heard of ['connecting.wav', 'You have placed as many calls as allowed. Try again in 60 minutes.']) {
      caller.press('3');
      await caller.hears('number.wav');
      caller.press('4255550188#');
      await caller.hears(heard);
      await emulator.passUntil(() => caller.line?.bridgedTo !== undefined, 5_000);
      emulator.phone(FRIEND).hangUp();
      if (heard === 'connecting.wav') await caller.hears(MENU);
    }
    expect(emulator.phone(FRIEND).lines).toHaveLength(1);
  });

  test('has calls back in it', async () => {
    const { caller, effects, emulator } = answered({
      deps: { mayDial: dialGuard({ limits: { ...one, perUser: { ...one.perUser, calls: 0 } } }).mayDial },
    });
    await caller.hears(MENU);
    caller.press('2');
    await caller.hears('no-call-back.wav');
    caller.hangUp();
    await emulator.passUntil(() => false, 60_000);
    expect(effects).toEqual([]);
  });

  test('takes one place for a number, when its event is delivered again as well', async () => {
    const { caller, emulator, router } = answered({ deps: { mayDial: dialGuard({ limits: one }).mayDial } });
    await caller.hears(MENU);
    caller.press('3');
    await caller.hears('number.wav');
    caller.press('4255550188#');
    await caller.isBridgedTo(FRIEND);
    const [call] = emulator.recorder.list();
    const dialled = call?.entries
      .flatMap((entry) => (entry.type === 'invocation' ? [entry] : []))
      .find(({ response }) => JSON.stringify(response).includes('CallAndBridge'));
    expect(await router(dialled?.event)).toEqual(dialled?.response);
  });

  test('is not known: nobody is dialled', async () => {
    const counters = { ...createMemoryCounters(), count: () => Promise.reject(new Error('no table')) };
    const { caller, emulator } = answered({ deps: { mayDial: dialGuard({ counters }).mayDial } });
    await caller.hears(MENU);
    caller.press('3');
    await caller.hears('number.wav');
    caller.press('4255550188#');
    await caller.hears('no calls can be placed at the moment');
    expect(emulator.phone(FRIEND).lines).toHaveLength(0);
  });
});

test('4 talks to the assistant, which may ask twice', async () => {
  const { caller } = answered();
  await caller.hears(MENU);
  caller.press('4');
  await caller.hears('How can I help you?');
  caller.say('mumble');
  await caller.hears('in other words');
  caller.say('a pizza please');
  await caller.hears('I understood: order pizza.');
  await caller.hears(MENU);
});

test('5 records a message and plays it back', async () => {
  const { caller } = answered();
  await caller.hears(MENU);
  caller.press('5');
  await caller.hears('beep.wav');
  caller.say('Call me tomorrow');
  await caller.hears('you-said.wav');
  await caller.hears(/^\[audio recordings\/.+\.wav\] Call me tomorrow$/);
  await caller.hears(MENU);
});

describe('6 reads a transcript', () => {
  async function held(options?: Parameters<typeof ivrWorld>[0]) {
    const world = answered(options);
    await world.caller.hears(MENU);
    world.caller.press('6');
    await world.caller.hears('nothing-recorded.wav');
    await world.caller.hears('beep.wav');
    await world.emulator.passUntil(() => false, 3_000);
    world.caller.say('Fish & chips < 5 pounds');
    await world.caller.hears('please-wait.wav');
    return world;
  }

  test('of the message that it first asks for; the hold is interrupted', async () => {
    const { caller, transcriptionEnds } = await held();
    await caller.hears('hold.wav');
    expect(await transcriptionEnds('Fish & chips < 5 pounds')).toBe('told');
    await caller.hears('You said: Fish & chips < 5 pounds');
    await caller.hears(MENU);
  });

  test('of the latest message, without recording again', async () => {
    const { caller, transcriptionEnds } = await held();
    await transcriptionEnds('one');
    await caller.hears('You said: one');
    await caller.hears(MENU);
    caller.press('6');
    await caller.hears('please-wait.wav');
  });

  test('says so when it fails, or takes too long', async () => {
    const { caller, transcriptionEnds } = await held();
    await transcriptionEnds();
    await caller.hears('no-transcript.wav');
    await caller.hears(MENU);
    caller.press('6');
    await caller.hears('hold.wav');
    await caller.hears('no-transcript.wav', { timeoutMs: 300_000 });
  });

  test('a result that nobody waits for is left alone', async () => {
    const { caller, emulator, transcriptionEnds } = await held();
    await transcriptionEnds('one');
    await caller.hears('You said: one');
    await caller.hears(MENU);
    const before = caller.heard.length;
    await transcriptionEnds('one');
    await emulator.passUntil(() => false, 1_000);
    expect(caller.heard).toHaveLength(before);
  });
});

test('without its audio files it says everything', async () => {
  const missing = { find: () => Promise.resolve('missing' as const), put: () => Promise.resolve('stored' as const) };
  const { caller } = answered({ storage: missing });
  await caller.hears('For a recording, press 1');
  caller.press('1');
  await caller.hears('This is a recording');
});

test('who says nothing is said goodbye to', async () => {
  const { caller } = answered();
  await caller.hears('goodbye.wav');
  await caller.isHungUp();
});
