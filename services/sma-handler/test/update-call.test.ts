import { describe, expect, test } from '@jest/globals';
import { openConference, PIN } from './conference-world.ts';

const [ANN, BOB, CID] = ['+12065550101', '+12065550102', '+12065550103'] as const;

describe('a PIN', () => {
  test('leads into the conference, where callers hear each other', async () => {
    const { joined, roster, told, reports } = await openConference();
    const ann = await joined(ANN);
    const bob = await joined(BOB);
    ann.phone.say('Good morning');
    await bob.phone.hears('Good morning');
    expect(await roster()).toEqual({ '01': false, '02': false });
    expect(told.map(({ from, state }) => `${from.slice(-2)} ${state}`)).toEqual([
      '01 joined',
      '01 joined',
      '02 joined',
      '02 joined',
    ]);
    expect(reports).toEqual([]);
  });

  test('two calls from one number are two callers', async () => {
    const { caller, roster, pass, liveCalls } = await openConference();
    await caller('anonymous', PIN);
    await pass(20_000);
    await caller('+12065550101', PIN);
    await pass(20_000);
    expect(Object.keys(await roster())).toHaveLength(2);
    expect(await liveCalls.ofConference('conference-1', 9)).toHaveLength(2);
  });

  test('that is wrong may be keyed in three times', async () => {
    const { caller, told } = await openConference();
    const { phone } = await caller(ANN, '00000');
    for (let each = 0; each < 2; each++) {
      await phone.hears('do not know that PIN');
      await phone.hears('five digit PIN');
      phone.press('00000');
    }
    await phone.hears('check your PIN');
    await phone.isHungUp();
    expect(told).toEqual([]);
  });

  test('that is right the second time is fine', async () => {
    const { caller } = await openConference();
    const { phone } = await caller(ANN, '00000');
    await phone.hears('do not know that PIN');
    await phone.hears('five digit PIN');
    phone.press(PIN);
    await phone.hears('joined the conference');
  });

  test('is asked for three times, then the caller is hung up', async () => {
    const { caller } = await openConference();
    const { phone } = await caller(ANN);
    await phone.hears('check your PIN', { timeoutMs: 120_000 });
    await phone.isHungUp();
  });

  test('can not be guessed: who was wrong too often is not even let in with the right one, others are', async () => {
    const { caller, joined } = await openConference({ settings: { wrongPinsPerHour: 3 } });
    const guesser = await caller(ANN, '00000');
    for (const guess of ['00001', '00002']) {
      await guesser.phone.hears('do not know that PIN');
      await guesser.phone.hears('five digit PIN');
      guesser.phone.press(guess);
    }
    await guesser.phone.isHungUp();
    const again = await caller(ANN, PIN);
    await again.phone.hears('check your PIN');
    await again.phone.isHungUp();
    await joined(BOB);
  });

  test('is tried once a call by whoever hides his number, and guessing locks nobody else out', async () => {
    const { caller, joined } = await openConference({ settings: { wrongPinsPerHour: 1 } });
    for (const guess of ['00000', '00001']) {
      const guesser = await caller('anonymous', guess);
      await guesser.phone.hears('check your PIN');
      await guesser.phone.isHungUp();
    }
    await joined('anonymous');
  });

  test('of a conference that has closed is none', async () => {
    const { caller, pass } = await openConference();
    await pass(86_400_000);
    const { phone } = await caller(ANN, PIN);
    await phone.hears('do not know that PIN');
  });

  test('that another conference has now lets nobody in who was on hold in the one before', async () => {
    const { joined, act, pass, until, outcomes, conferences, now } = await openConference();
    await pass(86_400_000 - 60_000);
    const [ann, bob] = [await joined(ANN), await joined(BOB)];
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    await pass(120_000);
    const window = { openedAt: now(), closesAt: now() + 86_400_000 };
    await conferences.open({ id: 'next', pin: PIN, name: 'Another', openedBy: 'me', waitingRoom: true, ...window });
    const resume = act(ann.transactionId, { action: 'resume' });
    await until(() => outcomes.some((each) => each.startsWith(resume)));
    expect(outcomes.at(-1)).toBe(`${resume} failed: The conference has closed.`);
    bob.phone.press('*5');
    await pass(10_000);
    expect(await conferences.ofPin(PIN)).toEqual(expect.not.objectContaining({ everyone: expect.anything() }));
  });

  test('may be free to take, if the stage says so', async () => {
    const { caller, conferences } = await openConference({ settings: { pins: 'free' } });
    const { phone } = await caller(ANN, '12345');
    await phone.hears('joined the conference');
    expect(await conferences.ofPin('12345')).toMatchObject({ openedBy: 'a caller' });
  });
});

test('a conference goes on in a new meeting when the old one has ended by itself', async () => {
  const { joined, caller, pass, conferences, chime } = await openConference();
  const ann = await joined(ANN);
  ann.phone.hangUp();
  await pass(6 * 60_000);
  expect(chime.list()).toEqual([]);
  const bob = await caller(BOB, PIN);
  await bob.phone.hears('joined the conference');
  expect((await conferences.ofPin(PIN))?.meeting?.generation).toBe(2);
});

test('who comes in at the same time is in the same meeting', async () => {
  const { emulator, chime, until } = await openConference();
  const phones = Array.from({ length: 6 }, (_, index) => emulator.phone(`+1206555010${index}`));
  for (const phone of phones) phone.dial('+12065550120');
  await until(() => phones.every((phone) => phone.heard.some((text) => text.includes('PIN'))));
  for (const phone of phones) phone.press(PIN);
  await until(() => phones.every((phone) => phone.heard.some((text) => text.includes('joined'))));
  expect(chime.list()).toHaveLength(1);
});

test('the end of the meeting, and of a call, leaves nobody', async () => {
  const { joined, chime, pass, emulator, liveCalls, attendees } = await openConference();
  const [ann, bob] = [await joined(ANN), await joined(BOB)];
  ann.phone.hangUp();
  await pass(1_000);
  expect(attendees()).toHaveLength(1);
  chime.delete(chime.list()[0]!.MeetingId);
  await bob.phone.hears('conference has ended');
  await bob.phone.isHungUp();
  await pass(1_000);
  expect(emulator.engine.transactions.size).toBe(0);
  expect(await liveCalls.ofConference('conference-1', 9)).toEqual([]);
});

describe('star codes', () => {
  test('mute and unmute everybody else', async () => {
    const { joined, roster, pass } = await openConference();
    const [ann] = [await joined(ANN), await joined(BOB), await joined(CID)];
    ann.phone.press('*5');
    await ann.phone.hears('others are muted');
    await pass(1_000);
    expect(await roster()).toEqual({ '01': false, '02': true, '03': true });
    ann.phone.press('*6');
    await ann.phone.hears('others can be heard');
    await pass(1_000);
    expect(await roster()).toEqual({ '01': false, '02': false, '03': false });
  });

  test('mute and unmute oneself, again and again', async () => {
    const { joined, roster } = await openConference();
    const ann = await joined(ANN);
    for (let each = 0; each < 2; each++) {
      ann.phone.press('*7');
      await ann.phone.hears('You are muted');
      expect(await roster()).toEqual({ '01': true });
      ann.phone.press('*8');
      await ann.phone.hears('You can be heard');
      expect(await roster()).toEqual({ '01': false });
    }
  });

  test('who comes in later is muted too, and hears it, while it holds', async () => {
    const { joined, roster, pass } = await openConference();
    const [ann] = [await joined(ANN), await joined(BOB)];
    ann.phone.press('*5');
    await ann.phone.hears('others are muted');
    const cid = await joined(CID);
    await cid.phone.hears('You are muted');
    await pass(1_000);
    expect(await roster()).toEqual({ '01': false, '02': true, '03': true });
  });

  test('on hold change nothing: the music goes on, and not for ever', async () => {
    const { joined, act, emulator, until } = await openConference({ settings: { maxHoldMinutes: 5 } });
    const ann = await joined(ANN);
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    ann.phone.press('*7');
    await ann.phone.hears('Nobody could take your call', { timeoutMs: 900_000 });
    await until(() => emulator.engine.transactions.size === 0);
  });

  test('in a farewell keep nobody in the call', async () => {
    const { joined, chime, pass, emulator } = await openConference();
    const ann = await joined(ANN);
    await pass(2_000);
    chime.delete(chime.list()[0]!.MeetingId);
    await pass(200);
    ann.phone.press('*7');
    await pass(20_000);
    expect(emulator.engine.transactions.size).toBe(0);
  });

  test('mute nobody who comes when all have gone', async () => {
    const { joined, roster, pass } = await openConference();
    const [ann, bob] = [await joined(ANN), await joined(BOB)];
    ann.phone.press('*5');
    await ann.phone.hears('others are muted');
    ann.phone.hangUp();
    bob.phone.hangUp();
    await pass(3_600_000);
    await joined(CID);
    await pass(1_000);
    expect(await roster()).toEqual({ '03': false });
  });

  test('alone in the conference there is nobody to mute', async () => {
    const { joined } = await openConference();
    const ann = await joined(ANN);
    ann.phone.press('*5');
    await ann.phone.hears('others are muted');
  });
});

describe('an operator', () => {
  test('mutes and unmutes', async () => {
    const { joined, act, roster, until, outcomeOf } = await openConference();
    const ann = await joined(ANN);
    const mute = act(ann.transactionId, { action: 'mute' });
    await ann.phone.hears('You are muted');
    await until(() => outcomeOf(mute) === 'applied');
    expect(await roster()).toEqual({ '01': true });
    const unmute = act(ann.transactionId, { action: 'unmute' });
    await until(() => outcomeOf(unmute) === 'applied');
    expect(await roster()).toEqual({ '01': false });
  });

  test('has a prompt played and a text spoken to one caller only', async () => {
    const { joined, act, until, outcomes, outcomeOf } = await openConference();
    const [ann, bob] = [await joined(ANN), await joined(BOB)];
    const play = act(ann.transactionId, { action: 'play', prompt: 'announcement' });
    await ann.phone.hears('This is an announcement');
    await until(() => outcomeOf(play) === 'applied');
    const cut = act(ann.transactionId, { action: 'speak', text: 'A long text. '.repeat(30) });
    await ann.phone.hears('A long text');
    const speak = act(ann.transactionId, { action: 'speak', text: 'Tom & Ann, please wait.' });
    await ann.phone.hears('Tom & Ann, please wait.');
    await until(() => outcomeOf(speak) === 'applied');
    expect(outcomes).toEqual([`${play} applied`, `${cut} replaced`, `${speak} applied`]);
    expect(bob.phone.heard.join(' ')).not.toContain('announcement');
    ann.phone.press('*7');
    await ann.phone.hears('You are muted');
  });

  test('holds a caller, who hears music, and lets him come back, muted as before', async () => {
    const { joined, act, roster, until, outcomeOf, attendees, pass } = await openConference();
    const [ann] = [await joined(ANN), await joined(BOB)];
    const mute = act(ann.transactionId, { action: 'mute' });
    await until(() => outcomeOf(mute) === 'applied');
    const hold = act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('You are on hold');
    await until(() => outcomeOf(hold) === 'applied');
    expect(await roster()).toEqual({ '02': false });
    await ann.phone.hears('hold.wav');
    const play = act(ann.transactionId, { action: 'play', prompt: 'please-wait' });
    await ann.phone.hears('Please wait a moment');
    await until(() => outcomeOf(play) === 'applied');
    await ann.phone.hears('hold.wav');
    const resume = act(ann.transactionId, { action: 'resume' });
    await ann.phone.hears('joined the conference');
    expect(outcomeOf(resume)).toBe('applied');
    await pass(1_000);
    expect(await roster()).toEqual({ '01': true, '02': false });
    expect(attendees()).toHaveLength(2);
  });

  test('does not hold a caller for ever', async () => {
    const { joined, act, until, emulator } = await openConference({ settings: { maxHoldMinutes: 5 } });
    const ann = await joined(ANN);
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('Nobody could take your call', { timeoutMs: 900_000 });
    await ann.phone.isHungUp();
    await until(() => emulator.engine.transactions.size === 0);
  });

  test('admits who waits', async () => {
    const { caller, act, until, outcomeOf, roster, told } = await openConference({ conference: { waitingRoom: true } });
    const ann = await caller(ANN, PIN);
    await ann.phone.hears('until you are let in');
    await ann.phone.hears('hold.wav');
    expect(told.at(-1)?.state).toBe('waiting');
    expect(await roster()).toEqual({});
    const admit = act(ann.transactionId, { action: 'admit' });
    await ann.phone.hears('joined the conference');
    await until(() => outcomeOf(admit) === 'applied');
    expect(told.at(-1)?.state).toBe('joined');
  });

  test.each(['joined', 'held', 'waiting'])('disconnects who is %s', async (where) => {
    const { caller, act, until, outcomeOf, emulator } = await openConference({
      conference: { waitingRoom: where === 'waiting' },
    });
    const ann = await caller(ANN, PIN);
    await ann.phone.hears(where === 'waiting' ? 'let in' : 'joined');
    if (where === 'held') {
      act(ann.transactionId, { action: 'hold' });
      await ann.phone.hears('on hold');
    }
    const disconnect = act(ann.transactionId, { action: 'disconnect' });
    await ann.phone.isHungUp();
    await until(() => outcomeOf(disconnect) !== undefined);
    expect(outcomeOf(disconnect)).toBe('applied');
    expect(emulator.engine.transactions.size).toBe(0);
  });

  test.each([
    ['joined', 'admit', 'is in the conference already'],
    ['joined', 'resume', 'is in the conference already'],
    ['waiting', 'hold', 'waits to be admitted'],
    ['waiting', 'resume', 'waits to be admitted'],
    ['held', 'admit', 'is on hold'],
    ['held', 'hold', 'is on hold'],
  ])('who is %s can not be asked to %s, which is said', async (where, action, reason) => {
    const { caller, act, until, outcomes } = await openConference({ conference: { waitingRoom: where === 'waiting' } });
    const ann = await caller(ANN, PIN);
    await ann.phone.hears(where === 'waiting' ? 'let in' : 'joined');
    if (where === 'held') {
      act(ann.transactionId, { action: 'hold' });
      await ann.phone.hears('on hold');
    }
    const id = act(ann.transactionId, { action });
    await until(() => outcomes.some((each) => each.startsWith(id)));
    expect(outcomes.at(-1)).toContain(`${id} failed`);
    expect(outcomes.at(-1)).toContain(reason);
  });

  test('mutes who is not in the meeting for when he is', async () => {
    const { caller, act, until, outcomeOf, roster, pass } = await openConference({ conference: { waitingRoom: true } });
    const ann = await caller(ANN, PIN);
    await ann.phone.hears('let in');
    const mute = act(ann.transactionId, { action: 'mute' });
    await until(() => outcomeOf(mute) === 'applied');
    act(ann.transactionId, { action: 'admit' });
    await ann.phone.hears('joined the conference');
    await pass(1_000);
    expect(await roster()).toEqual({ '01': true });
  });

  test('is told that a request before the PIN came too early, and that one during which the caller left came to nothing', async () => {
    const { caller, joined, act, until, outcomes, outcomeOf } = await openConference();
    const ann = await caller(ANN);
    await ann.phone.hears('five digit PIN');
    const early = act(ann.transactionId, { action: 'mute' });
    await until(() => outcomeOf(early) === 'failed');
    expect(outcomes).toEqual([`${early} failed: The caller has not said yet which conference it is.`]);
    const bob = await joined(BOB);
    const play = act(bob.transactionId, { action: 'speak', text: 'A long text. '.repeat(30) });
    await bob.phone.hears('A long text');
    bob.phone.hangUp();
    await until(() => outcomeOf(play) !== undefined);
    expect(outcomeOf(play)).toBe('call-ended');
  });

  test.each([{}, { action: 'sing' }, { action: 'play', prompt: 'nope' }, { action: 'speak', text: 'x'.repeat(501) }])(
    'nothing happens for %j',
    async (args: Record<string, string>) => {
      const { joined, act, pass, roster, reports } = await openConference();
      const ann = await joined(ANN);
      act(ann.transactionId, args);
      await pass(2_000);
      expect(await roster()).toEqual({ '01': false });
      expect(reports).toEqual([]);
    },
  );
});

describe('250 callers', () => {
  async function full() {
    const world = await openConference();
    const { emulator, until } = world;
    const phones = Array.from({ length: 250 }, (_, index) =>
      emulator.phone(`+1206556${String(index).padStart(4, '0')}`),
    );
    for (const phone of phones) phone.dial('+12065550120');
    await until(() => phones.every((phone) => phone.heard.some((text) => text.includes('PIN'))));
    for (const phone of phones) phone.press(PIN);
    await until(() => phones.every((phone) => phone.heard.some((text) => text.includes('joined'))));
    await world.pass(30_000);
    const muted = () => {
      const [meeting] = world.chime.list();
      const all = meeting ? world.chime.participants(meeting.MeetingId) : [];
      return { all: all.length, muted: all.filter((each) => each.muted).length };
    };
    return { ...world, phones, muted };
  }

  test('are muted in lists of at most 100', async () => {
    const { phones, muted, pass, emulator } = await full();
    phones[0]!.press('*5');
    await phones[0]!.hears('others are muted');
    await pass(2_000);
    expect(muted()).toEqual({ all: 250, muted: 249 });
    const sizes = emulator.recorder
      .list()
      .flatMap(({ entries }) =>
        entries.flatMap((entry) =>
          entry.type === 'action' && entry.phase === 'started' && entry.action.Type === 'ModifyChimeMeetingAttendees'
            ? [entry.action.Parameters.AttendeeList.length]
            : [],
        ),
      );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(249);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });

  test('one leaves in the middle, which fails a whole list: the rest are muted all the same', async () => {
    const { phones, muted, pass } = await full();
    phones[0]!.press('*5');
    // The list is on its way; the index of who is there does not know yet.
    phones[249]!.hangUp();
    await phones[0]!.hears('others are muted');
    await pass(5_000);
    expect(muted()).toEqual({ all: 249, muted: 248 });
  });

  test('one who comes in while it goes on is muted too', async () => {
    const { phones, muted, pass, emulator } = await full();
    phones[249]!.hangUp();
    await pass(5_000);
    const late = emulator.phone('+12065570000');
    late.dial('+12065550120');
    await late.hears('five digit PIN');
    late.press(PIN);
    phones[0]!.press('*5');
    await phones[0]!.hears('others are muted');
    await late.hears('joined the conference');
    await pass(5_000);
    expect(muted()).toEqual({ all: 250, muted: 249 });
  });

  test('one more is told that it is full', async () => {
    const { emulator } = await full();
    const late = emulator.phone('+12065570000');
    late.dial('+12065550120');
    await late.hears('five digit PIN');
    late.press(PIN);
    await late.hears('conference is full');
    await late.isHungUp();
  });
});
