import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { meetingsTable, startDynamoDb, type TestDynamoDb } from '../../test/dynamodb.ts';
import { createParticipants } from './create-participants.ts';
import { createMemoryParticipants } from './memory-participants.ts';
import { CALL_MS, type Outcome } from './participant.ts';
import type { NewParticipant, Participants } from './participants.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.stop());

const NOW = 1_795_600_000_000;
const PATIENCE = 10_000;
const KEY = { eventId: '123456', series: 'series-1', id: '0123456789abcdef' };
const ONE: NewParticipant = {
  ...{ ...KEY, name: 'Nikki', email: 'nikki@example.com', phoneNumber: '+14255550188', addedAt: NOW, mail: 'due' },
  closesAt: NOW + 86_400_000,
};
const PLACE = { meetingId: 'm-1', attendeeId: 'a-1', via: 'browser', there: false, at: NOW } as const;
const DIGESTS = { passcode: 'passcode-1', link: 'link-1' };

let count = 0;
async function inDynamoDb(): Promise<Participants> {
  const table = `participants-${count++}`;
  await dynamoDb.createTable(meetingsTable(table));
  return createParticipants({ table, now: () => NOW, client: dynamoDb.client, deadlineMs: 30_000 });
}

describe.each([
  ['in DynamoDB', inDynamoDb],
  ['in memory', async () => createMemoryParticipants()],
])('%s', (_, open) => {
  let participants: Participants;
  beforeEach(async () => {
    participants = await open();
  });
  const get = () => participants.get(KEY);
  const claim = (now: number) => participants.claimCall(KEY, { now, patienceMs: PATIENCE });

  test('somebody is added once, and stays as he was', async () => {
    const { mail: _mail, closesAt: _closesAt, ...rest } = ONE;
    const added = { ...rest, outcome: 'invited', since: NOW, mail: 'due', places: {} };
    expect(await Promise.all([participants.add(ONE), participants.add(ONE)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await participants.add({ ...ONE, name: 'Somebody', callAt: NOW })).toBe(false);
    expect(await get()).toEqual(added);
    expect(await participants.get({ ...KEY, id: '1' })).toBeUndefined();
    expect(await participants.get({ ...KEY, series: 'series-2' })).toBeUndefined();
  });

  test('all of a meeting are listed, whoever was added first comes first', async () => {
    const ids = ['c', 'a', 'b'];
    for (const id of ids) await participants.add({ ...ONE, id, addedAt: id === 'b' ? NOW - 1 : NOW });
    await participants.add({ ...ONE, series: 'series-2' });
    await participants.add({ ...ONE, eventId: '654321' });
    await participants.claimMail({ ...KEY, id: 'a' }, DIGESTS, NOW);
    expect((await participants.list(KEY)).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  test('all are listed, however much is kept of them', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    // DynamoDB answers with 1 MB at once.
    for (const id of ids) await participants.add({ ...ONE, id, name: 'x'.repeat(300_000) });
    expect((await participants.list(KEY)).map(({ id }) => id)).toEqual(ids);
  });

  describe('mail', () => {
    beforeEach(() => participants.add(ONE));

    test('is taken by one, and known by what is in it', async () => {
      const claims = ['1', '2', '3'].map((each) => ({ passcode: `passcode-${each}`, link: `link-${each}` }));
      const claimed = await Promise.all(claims.map((digests) => participants.claimMail(KEY, digests, NOW)));
      expect(claimed.filter((each) => each === 'claimed')).toHaveLength(1);
      const taken = claims[claimed.indexOf('claimed')]!;
      expect(await get()).toMatchObject({ ...taken, mail: 'sending', mailAt: NOW });
      expect((await participants.ofPasscode(KEY, taken.passcode))?.id).toBe(KEY.id);
      for (const other of claims.filter((each) => each !== taken)) {
        await participants.mailed(KEY, other.link, 'sent');
        expect(await participants.ofPasscode(KEY, other.passcode)).toBeUndefined();
      }
      expect(await get()).toMatchObject({ mail: 'sending' });
      expect(await participants.claimMail(KEY, taken, NOW + 1)).toBe('claimed');
      await participants.mailed(KEY, taken.link, 'sent');
      expect(await participants.claimMail(KEY, taken, NOW + 1)).toBe('not-due');
      expect(await get()).toMatchObject({ mail: 'sent', mailAt: NOW });
      await participants.mailed(KEY, taken.link, 'unknown');
      expect(await get()).toMatchObject({ mail: 'sent' });
    });

    test('has a passcode that nobody else in the meeting has', async () => {
      await participants.add({ ...ONE, id: 'b' });
      await participants.add({ ...ONE, series: 'series-2' });
      expect(await participants.claimMail(KEY, DIGESTS, NOW)).toBe('claimed');
      expect(await participants.claimMail({ ...KEY, id: 'b' }, { ...DIGESTS, link: 'link-2' }, NOW)).toBe('taken');
      expect(await participants.get({ ...KEY, id: 'b' })).toMatchObject({ mail: 'due' });
      const other = { ...KEY, series: 'series-2' };
      expect(await participants.claimMail(other, { ...DIGESTS, link: 'link-3' }, NOW)).toBe('claimed');
      expect((await participants.ofPasscode(KEY, 'passcode-1'))?.series).toBe('series-1');
    });

    test('is sent again when asked for, which makes the former passcode worthless', async () => {
      await participants.claimMail(KEY, DIGESTS, NOW);
      expect(await participants.resend(KEY)).toMatchObject({ mail: 'sending' });
      await participants.mailed(KEY, 'link-1', 'unknown');
      expect(await participants.resend(KEY)).toMatchObject({ mail: 'due' });
      expect(await participants.claimMail(KEY, { passcode: 'passcode-2', link: 'link-2' }, NOW + 1)).toBe('claimed');
      expect(await participants.ofPasscode(KEY, 'passcode-1')).toBeUndefined();
      expect(await participants.ofPasscode(KEY, 'passcode-2')).toMatchObject({ link: 'link-2', mailAt: NOW + 1 });
    });

    test('makes an invitation the next one’s who comes with what is in it', async () => {
      await participants.claimMail(KEY, DIGESTS, NOW);
      await participants.mailed(KEY, 'link-1', 'sent');
      expect(await participants.bind(KEY, 'thief')).toBe(true);
      await participants.resend(KEY);
      expect(await participants.bind(KEY, 'nikki')).toBe(false);
      await participants.claimMail(KEY, { passcode: 'passcode-2', link: 'link-2' }, NOW + 1);
      expect(await participants.bind(KEY, 'nikki')).toBe(true);
    });

    test('that was not sent is due again', async () => {
      await participants.claimMail(KEY, DIGESTS, NOW);
      await participants.mailed(KEY, 'link-1', 'due');
      expect(await participants.claimMail(KEY, { passcode: 'passcode-2', link: 'link-2' }, NOW)).toBe('claimed');
    });

    test('goes to nobody without an address', async () => {
      const { email: _email, ...rest } = ONE;
      await participants.add({ ...rest, id: 'b', mail: 'none' });
      expect(await participants.resend({ ...KEY, id: 'b' })).toMatchObject({ mail: 'none' });
      expect(await participants.claimMail({ ...KEY, id: 'b' }, DIGESTS, NOW)).toBe('not-due');
      expect(await participants.resend({ ...KEY, id: 'c' })).toBeUndefined();
      expect(await participants.claimMail({ ...KEY, id: 'c' }, DIGESTS, NOW)).toBe('not-due');
    });
  });

  describe('a call', () => {
    beforeEach(() => participants.add({ ...ONE, callAt: NOW }));

    test('is placed by one, when it is due', async () => {
      expect(await claim(NOW - 1)).toBeUndefined();
      expect((await Promise.all([claim(NOW), claim(NOW), claim(NOW)])).filter(Boolean)).toEqual([{ attempt: 1 }]);
      expect(await get()).toMatchObject({ outcome: 'calling', since: NOW, call: { attempt: 1, placedAt: NOW } });
      expect((await get())?.call).not.toHaveProperty('dueAt');
    });

    test('that says nothing is placed again, and the one before is not the one any more', async () => {
      await claim(NOW);
      expect(await claim(NOW + PATIENCE - 1)).toBeUndefined();
      expect(await claim(NOW + PATIENCE)).toEqual({ attempt: 2 });
      expect(await participants.receipt(KEY, 1, 'call-1', NOW)).toBe(false);
      expect(await participants.receipt(KEY, 2, 'call-2', NOW)).toBe(true);
      expect(await participants.receipt(KEY, 2, 'call-2', NOW)).toBe(true);
      expect(await participants.receipt(KEY, 2, 'call-3', NOW)).toBe(false);
      expect(await claim(NOW + 10 * PATIENCE)).toBeUndefined();
      expect((await get())?.call).toEqual({ attempt: 2, placedAt: NOW + PATIENCE, transactionId: 'call-2' });
    });

    test('that was certainly not placed is due again, under the same number', async () => {
      await claim(NOW);
      await participants.notPlaced(KEY, 2, { dueAt: NOW }, NOW);
      expect((await get())?.call).toEqual({ attempt: 1, placedAt: NOW });
      await participants.notPlaced(KEY, 1, { dueAt: NOW + 5 }, NOW);
      expect((await get())?.call).toEqual({ attempt: 0, dueAt: NOW + 5 });
      await participants.notPlaced(KEY, 0, { reason: 'No.' }, NOW);
      expect(await claim(NOW + 4)).toBeUndefined();
      expect(await claim(NOW + 5)).toEqual({ attempt: 1 });
    });

    test('that can not be placed has failed, until it is asked for again', async () => {
      await claim(NOW);
      await participants.notPlaced(KEY, 1, { reason: 'No.' }, NOW + 1);
      expect(await get()).toMatchObject({ outcome: 'failed', reason: 'No.', since: NOW + 1 });
      expect(await claim(NOW + PATIENCE)).toBeUndefined();
      expect((await participants.callAgain(KEY, NOW + 2, 'm-1'))?.call).toEqual({ attempt: 1, dueAt: NOW + 2 });
      expect(await claim(NOW + 2)).toEqual({ attempt: 2 });
      expect(await get()).not.toHaveProperty('reason');
    });

    test('that has said that it is there was placed, whatever is said of it', async () => {
      await claim(NOW);
      await participants.receipt(KEY, 1, 'call-1', NOW);
      await participants.notPlaced(KEY, 1, { dueAt: NOW }, NOW);
      await participants.notPlaced(KEY, 1, { reason: 'No.' }, NOW);
      expect(await get()).toMatchObject({ outcome: 'calling', call: { transactionId: 'call-1' } });
    });

    test('is not asked for again while it is on, or who is called is there', async () => {
      await claim(NOW);
      expect((await participants.callAgain(KEY, NOW, 'm-1'))?.call).not.toHaveProperty('dueAt');
      await participants.receipt(KEY, 1, 'call-1', NOW);
      await participants.conclude(KEY, { outcome: 'answered', transactionId: 'call-1', at: NOW });
      expect((await participants.callAgain(KEY, NOW, 'm-1'))?.call).not.toHaveProperty('dueAt');
      await participants.conclude(KEY, { outcome: 'joined', transactionId: 'call-1', at: NOW });
      await participants.place(KEY, 'leg-1', { ...PLACE, there: true });
      expect((await participants.callAgain(KEY, NOW, 'm-1'))?.call).not.toHaveProperty('dueAt');
      expect((await participants.callAgain(KEY, NOW + 6, 'm-2'))?.call).toEqual({ attempt: 1, dueAt: NOW + 6 });
      await participants.removePlace(KEY, 'leg-1');
      expect((await participants.callAgain(KEY, NOW + 7, 'm-1'))?.call).toEqual({ attempt: 1, dueAt: NOW + 7 });
      await claim(NOW + 7);
      expect(await get()).toMatchObject({ outcome: 'calling', call: { attempt: 2 } });
    });

    test.each(['calling', 'answered'] as const)('whose end nobody has heard (%s) can be asked for', async (outcome) => {
      await claim(NOW);
      await participants.receipt(KEY, 1, 'call-1', NOW);
      await participants.conclude(KEY, { outcome, transactionId: 'call-1', at: NOW });
      const again = (now: number) => participants.callAgain(KEY, now);
      expect((await again(NOW + CALL_MS - 1))?.call).not.toHaveProperty('dueAt');
      expect((await again(NOW + CALL_MS))?.call).toEqual({ attempt: 1, dueAt: NOW + CALL_MS });
      expect(await claim(NOW + CALL_MS)).toEqual({ attempt: 2 });
      await participants.conclude(KEY, { outcome: 'no-answer', transactionId: 'call-1', at: NOW + CALL_MS });
      expect(await get()).toMatchObject({ outcome: 'calling', call: { attempt: 2 } });
    });

    test('that was asked for is not placed to who comes by himself before it', async () => {
      await participants.conclude(KEY, { outcome: 'joined', at: NOW });
      expect(await participants.callAgain(KEY, NOW + 1, 'm-1')).toMatchObject({ outcome: 'invited', since: NOW + 1 });
      await participants.conclude(KEY, { outcome: 'joined', at: NOW + 2 });
      expect(await claim(NOW + 3)).toBeUndefined();
      expect(await get()).toMatchObject({ outcome: 'joined', since: NOW + 2 });
    });

    test('can be asked for who was not to be called, but not without a number', async () => {
      const { phoneNumber: _number, ...rest } = ONE;
      await participants.add({ ...ONE, id: 'b' });
      await participants.add({ ...rest, id: 'c' });
      expect((await participants.callAgain({ ...KEY, id: 'b' }, NOW, 'm-1'))?.call).toEqual({ attempt: 0, dueAt: NOW });
      expect(await participants.callAgain({ ...KEY, id: 'c' }, NOW, 'm-1')).not.toHaveProperty('call');
      expect(await participants.callAgain({ ...KEY, id: 'd' }, NOW, 'm-1')).toBeUndefined();
      expect(await participants.claimCall({ ...KEY, id: 'c' }, { now: NOW, patienceMs: 1 })).toBeUndefined();
    });
  });

  describe('what becomes of a call', () => {
    const conclude = (outcome: Outcome, more: object = {}) =>
      participants.conclude(KEY, { outcome, transactionId: 'call-1', at: NOW + 1, ...more });
    beforeEach(async () => {
      await participants.add({ ...ONE, callAt: NOW });
      await claim(NOW);
      await participants.receipt(KEY, 1, 'call-1', NOW);
    });

    test.each<[Outcome[], Outcome]>([
      [['answered', 'joined'], 'joined'],
      [['answered', 'declined', 'no-answer'], 'declined'],
      [['no-answer', 'answered', 'calling'], 'no-answer'],
      [['joined', 'no-answer', 'failed'], 'joined'],
      [['failed', 'joined'], 'joined'],
    ])('%j ends as %s', async (outcomes, last) => {
      for (const outcome of outcomes) await conclude(outcome);
      expect(await get()).toMatchObject({ outcome: last, since: NOW + 1 });
    });

    test('is said by that call only, or by who comes by himself', async () => {
      await conclude('no-answer', { transactionId: 'call-2' });
      expect(await get()).toMatchObject({ outcome: 'calling' });
      await participants.conclude(KEY, { outcome: 'joined', at: NOW + 2 });
      expect(await get()).toMatchObject({ outcome: 'joined', since: NOW + 2, call: { transactionId: 'call-1' } });
    });

    test('may be that it is placed again, once', async () => {
      expect((await conclude('no-answer', { retryAt: NOW + 60 }))?.call).toEqual({ attempt: 1, dueAt: NOW + 60 });
      expect((await conclude('no-answer', { retryAt: NOW + 90 }))?.call).toEqual({ attempt: 1, dueAt: NOW + 60 });
      expect(await claim(NOW + 60)).toEqual({ attempt: 2 });
      await conclude('failed');
      expect(await get()).toMatchObject({ outcome: 'calling', call: { attempt: 2 } });
    });

    test('who has joined is not called any more', async () => {
      await conclude('no-answer', { retryAt: NOW + 60 });
      await participants.conclude(KEY, { outcome: 'joined', at: NOW + 2 });
      expect(await claim(NOW + 60)).toBeUndefined();
    });

    test('has a reason, or none any more', async () => {
      await conclude('failed', { reason: 'It is busy.' });
      expect(await get()).toMatchObject({ outcome: 'failed', reason: 'It is busy.' });
      await participants.conclude(KEY, { outcome: 'joined', at: NOW + 2 });
      expect(await get()).not.toHaveProperty('reason');
      expect(await participants.conclude({ ...KEY, id: 'b' }, { outcome: 'joined', at: NOW })).toBeUndefined();
    });
  });

  test('an invitation is the first one’s who comes with it', async () => {
    await participants.add(ONE);
    expect((await Promise.all(['a', 'b'].map((each) => participants.bind(KEY, each)))).filter(Boolean)).toHaveLength(1);
    const { boundTo = '' } = (await get()) ?? {};
    expect(await participants.bind(KEY, boundTo)).toBe(true);
    expect(await participants.bind(KEY, 'c')).toBe(false);
    expect(await participants.bind({ ...KEY, id: 'b' }, 'a')).toBe(false);
  });

  test('places are kept, and empty or not as is known last', async () => {
    await participants.add(ONE);
    const leg = '5e2e4d1b-4a3c-4a5b-9c57-52d3a6e0b713';
    expect(await participants.notePresence(KEY, leg, true, NOW)).toBe(false);
    await participants.place(KEY, leg, PLACE);
    expect(await participants.notePresence(KEY, leg, true, NOW - 1)).toBe(false);
    expect(await participants.notePresence(KEY, leg, true, NOW + 5)).toBe(true);
    expect(await participants.notePresence(KEY, leg, false, NOW + 5)).toBe(false);
    expect(await participants.notePresence(KEY, leg, true, NOW + 5)).toBe(true);
    await participants.place(KEY, leg, PLACE);
    expect((await get())?.places).toEqual({ [leg]: { ...PLACE, there: true, at: NOW + 5, againAt: NOW } });
    await participants.place(KEY, leg, { ...PLACE, at: NOW + 8 });
    expect(await participants.notePresence(KEY, leg, false, NOW + 8)).toBe(false);
    expect(await participants.notePresence(KEY, leg, true, NOW + 5)).toBe(true);
    await participants.place(KEY, leg, { ...PLACE, at: NOW });
    expect(await participants.notePresence(KEY, leg, false, NOW + 4)).toBe(false);
    await participants.place(KEY, leg, { ...PLACE, meetingId: 'm-2' });
    await participants.place(KEY, 'leg-2', { ...PLACE, via: 'phone' });
    expect((await get())?.places).toEqual({
      [leg]: { ...PLACE, meetingId: 'm-2' },
      'leg-2': { ...PLACE, via: 'phone' },
    });
    for (const gone of [false, false]) expect(await participants.notePresence(KEY, leg, gone, NOW + 6)).toBe(true);
    for (const each of [leg, leg]) await participants.removePlace(KEY, each);
    await participants.removePlace({ ...KEY, id: 'b' }, leg);
    expect((await get())?.places).toEqual({ 'leg-2': { ...PLACE, via: 'phone' } });
    await participants.place({ ...KEY, id: 'b' }, leg, PLACE);
    expect(await participants.get({ ...KEY, id: 'b' })).toBeUndefined();
  });
});
