import { describe, expect, test } from '@jest/globals';
import { isMuted } from '@patchbay/repositories';
import { openConference, PIN } from './conference-world.ts';

const [ANN, BOB, CID] = ['+12065550101', '+12065550102', '+12065550103'] as const;

describe('what is asked while an action is under way, and finishes first', () => {
  test('a caller is hung up who is just joining', async () => {
    const { caller, actAtOnce, during, pass, emulator, outcomeOf } = await openConference();
    let disconnect = '';
    during('join', () => void (disconnect = actAtOnce(transactionId, { action: 'disconnect' })));
    const { transactionId } = await caller(ANN, PIN);
    await pass(20_000);
    expect(emulator.engine.transactions.size).toBe(0);
    expect(outcomeOf(disconnect)).toBe('applied');
  });

  test.each([
    ['hold', 'held'],
    ['disconnect', 'ended'],
  ])('%s, though others can not be muted', async (action, state) => {
    const { joined, actAtOnce, during, pass, liveCalls, outcomeOf } = await openConference();
    const [ann] = [await joined(ANN), await joined(BOB)];
    await pass(30_000);
    let id = '';
    during('setMuted', () => void (id = actAtOnce(ann.transactionId, { action })), true);
    ann.phone.press('*5');
    await pass(20_000);
    expect(outcomeOf(id)).toBe('applied');
    expect((await liveCalls.get(ann.transactionId))?.state).toBe(state);
  });

  test.each(['mute', 'speak'])('%s, and others are muted all the same', async (action) => {
    const { joined, actAtOnce, during, pass, roster, outcomeOf } = await openConference();
    const [ann] = [await joined(ANN), await joined(BOB)];
    await pass(30_000);
    let id = '';
    during('setMuted', () => void (id = actAtOnce(ann.transactionId, { action, text: 'Your taxi is here.' })), true);
    ann.phone.press('*5');
    await pass(20_000);
    expect(outcomeOf(id)).toBe(action === 'mute' ? 'applied' : 'failed');
    expect(await roster()).toEqual({ '01': action === 'mute', '02': true });
  });

  test('the report of the hold before does not keep whoever is hung up', async () => {
    const { joined, act, router, lastAbout, pass } = await openConference();
    const ann = await joined(ANN);
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    await pass(1_000);
    const left = lastAbout(ann.transactionId, 'Hangup');
    const attributes = { ...left.CallDetails.TransactionAttributes, step: 'bye' };
    const event = { ...left, CallDetails: { ...left.CallDetails, TransactionAttributes: attributes } };
    expect((await router(event)).Actions).toMatchObject([{ Type: 'Hangup' }]);
  });
});

describe('that a place was given up is perhaps told twice', () => {
  async function onHold() {
    const world = await openConference();
    const ann = await world.joined(ANN);
    await world.pass(1_000);
    const hold = world.act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    await world.pass(1_000);
    const { lastAbout, router } = world;
    const { CallDetails: details, ...rest } = lastAbout(ann.transactionId, 'Hangup');
    const CallId = details.Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-B')!.CallId;
    const ended = { SipResponseCode: 0, CallId, ParticipantTag: 'LEG-B' };
    /** HANGUP as well, after which the call is in this step. */
    const hungUp = (step: string, others: object[] = []) =>
      router({
        ...rest,
        InvocationEventType: 'HANGUP',
        ActionData: { Type: 'Hangup', Parameters: ended },
        CallDetails: {
          ...details,
          Participants: [...details.Participants, ...others],
          TransactionAttributes: { ...details.TransactionAttributes, step },
        },
      });
    const again = (attributes: Record<string, unknown>) =>
      router({ ...rest, CallDetails: { ...details, TransactionAttributes: attributes } });
    return { ...world, ann, hold, details, hungUp, again };
  }

  test('by HANGUP last: he is still on hold', async () => {
    const { hungUp } = await onHold();
    expect((await hungUp('held')).Actions).toEqual([]);
  });

  test('by HANGUP first: he is put on hold by it, once', async () => {
    const { hungUp, again } = await onHold();
    const first = await hungUp('leaving');
    expect(first.Actions).toMatchObject([{ Type: 'PlayAudio' }, { Type: 'PlayAudio' }]);
    expect(first.TransactionAttributes).toMatchObject({ step: 'held' });
    expect((await again({ ...first.TransactionAttributes })).Actions).toEqual([]);
  });

  test('by HANGUP when he is back: he stays in the meeting', async () => {
    const { hungUp, details } = await onHold();
    const old = details.Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-B')!;
    const place = { ...old, CallId: '00000000-0000-4000-8000-00000000beef', Status: 'Connected' };
    expect((await hungUp('joined', [place])).Actions).toEqual([]);
  });
});

test('a request that comes twice is done once', async () => {
  const { joined, act, emulator, pass, until, outcomeOf, outcomes } = await openConference();
  const ann = await joined(ANN);
  const hold = act(ann.transactionId, { action: 'hold' });
  emulator.update(ann.transactionId, { action: 'hold', actionId: hold });
  await ann.phone.hears('hold.wav');
  const speak = act(ann.transactionId, { action: 'speak', text: 'Your taxi is here.' });
  await until(() => outcomeOf(speak) !== undefined);
  emulator.update(ann.transactionId, { action: 'speak', actionId: speak, text: 'Your taxi is here.' });
  await pass(20_000);
  expect(ann.phone.heard.filter((text) => text.includes('Your taxi'))).toHaveLength(1);
  expect(outcomes).toEqual([`${hold} applied`, `${speak} applied`]);
});

test('what is said while others are muted is heard after it', async () => {
  const { joined, act, pass, roster, outcomeOf } = await openConference();
  const [ann] = [await joined(ANN), await joined(BOB)];
  await pass(60_000);
  ann.phone.press('*5');
  await pass(1_300);
  const speak = act(ann.transactionId, { action: 'speak', text: 'Your taxi is here.' });
  await ann.phone.hears('Your taxi is here.');
  await pass(10_000);
  expect(outcomeOf(speak)).toBe('applied');
  expect(await roster()).toEqual({ '01': false, '02': true });
});

describe('whoever unmutes himself after others were muted', () => {
  test.each([400, 1_200, 2_000])('stays so, %i ms later', async (ms) => {
    const { joined, pass, roster } = await openConference();
    const ann = await joined(ANN);
    await pass(60_000);
    const bob = await joined(BOB);
    await pass(1_000);
    ann.phone.press('*5');
    await pass(ms);
    bob.phone.press('*8');
    await pass(30_000);
    expect(await roster()).toEqual({ '01': false, '02': false });
  });

  test('stays so though the list is sent once more', async () => {
    const { joined, during, pass, roster, liveCalls, now } = await openConference();
    const [ann, bob] = [await joined(ANN), await joined(BOB)];
    await pass(30_000);
    const own = { muted: false, at: now() + 60_000 };
    during('setMuted', () => void liveCalls.change(bob.transactionId, { own }, now()), true);
    ann.phone.press('*5');
    await pass(20_000);
    expect(await roster()).toEqual({ '01': false, '02': false });
  });
});

test('others are not muted any more once somebody has unmuted them, whatever whoever muted them does', async () => {
  const { joined, act, pass, roster } = await openConference();
  const [ann, bob] = [await joined(ANN), await joined(BOB)];
  await pass(30_000);
  ann.phone.press('*5');
  await pass(1_200);
  act(ann.transactionId, { action: 'hold' });
  await ann.phone.hears('hold.wav');
  bob.phone.press('*6');
  await pass(10_000);
  await joined(CID);
  act(ann.transactionId, { action: 'resume' });
  await pass(20_000);
  // Bob was muted when he asked that others be heard.
  expect(await roster()).toEqual({ '01': false, '02': true, '03': false });
});

test('a list that failed is not sent again once somebody has asked for the contrary', async () => {
  const { joined, during, pass, roster, conferences, now } = await openConference();
  const [ann] = [await joined(ANN), await joined(BOB)];
  await pass(30_000);
  const id = { id: 'conference-1', pin: PIN };
  const everyone = { muted: false, by: 'somebody', at: now() + 60_000 };
  during('setMuted', () => void conferences.muteOthers(id, everyone), true);
  ann.phone.press('*5');
  await ann.phone.hears('not possible');
  await pass(5_000);
  expect(await roster()).toEqual({ '01': false, '02': false });
});

test('whoever is muted and mutes others is still seen as muted', async () => {
  const { joined, pass, roster, liveCalls, conferences } = await openConference();
  const [ann, bob] = [await joined(ANN), await joined(BOB)];
  ann.phone.press('*5');
  await pass(20_000);
  bob.phone.press('*5');
  await pass(20_000);
  expect(await roster()).toEqual({ '01': true, '02': true });
  const known = await liveCalls.get(bob.transactionId);
  expect(isMuted(known!, (await conferences.ofPin(PIN))!)).toBe(true);
});
