import { describe, expect, test } from '@jest/globals';
import type { SmaEvent } from '@patchbay/sma';
import { ANN, BOB, EVENT, KEY, schedule } from './dialer-world.ts';

/** An event that the flow was told, but with another step, or the leg in another state. */
function changed(event: SmaEvent, step: string, tag?: string, status?: 'Connected' | 'Disconnected'): SmaEvent {
  const copy = structuredClone(event);
  const { CallDetails: details } = copy;
  details.TransactionAttributes = { ...details.TransactionAttributes, step };
  for (const leg of details.Participants) if (leg.ParticipantTag === tag && status) leg.Status = status;
  return copy;
}

const isAbout =
  (type: string, action?: string) =>
  ({ event }: { event: SmaEvent }): boolean =>
    event.InvocationEventType === type &&
    (action === undefined || JSON.stringify(event).includes(`"Type":"${action}"`));

describe('who hears why the call ends', () => {
  test('hears all of it, although the meeting ends meanwhile', async () => {
    const { invited, end, pass, ask, answers } = await schedule();
    await invited(ANN);
    await end();
    await pass(10_000);
    const { event } = answers.find(isAbout('HANGUP'))!;
    expect((await ask(changed(event, 'joined'))).Actions).toMatchObject([{ Type: 'Speak' }, { Type: 'Hangup' }]);
    expect((await ask(changed(event, 'bye'))).Actions).toEqual([]);
  });

  test('leaves nobody in the meeting as he hangs up', async () => {
    const { invited, over, ask, answers } = await schedule();
    const { phone } = await invited(ANN);
    phone.hangUp();
    await over();
    const { event } = answers.findLast(isAbout('HANGUP'))!;
    expect((await ask(changed(event, 'bye', 'LEG-B', 'Connected'))).Actions).toMatchObject([{ Type: 'Hangup' }]);
  });

  test('is told once', async () => {
    const { asked, emulator, pass, ask, answers } = await schedule();
    const { transactionId } = await asked(ANN);
    emulator.update(transactionId, { action: 'end' });
    await pass(1_000);
    const { event } = answers.findLast(isAbout('CALL_UPDATE_REQUESTED'))!;
    expect((await ask(changed(event, 'asked'))).Actions).toMatchObject([{ Type: 'Speak' }, { Type: 'Hangup' }]);
    expect((await ask(changed(event, 'bye'))).Actions).toEqual([]);
  });
});

describe('what is reported of somebody who has gone', () => {
  test.each([['SpeakAndGetDigits'], ['JoinChimeMeeting']])('is not acted upon: %s', async (action) => {
    const { dialIn, pass, ask, answers, scheduledMeetings } = await schedule();
    const { phone } = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await phone.hears('You have joined');
    phone.hangUp();
    await pass(5_000);
    const { event } = answers.findLast(isAbout('ACTION_SUCCESSFUL', action))!;
    const step = String(event.CallDetails.TransactionAttributes?.['step']);
    expect((await ask(changed(event, step, 'LEG-A', 'Disconnected'))).Actions).toEqual([]);
    expect((await scheduledMeetings.get(EVENT))?.here).toEqual([]);
  });

  test('is not that he has joined, when the meeting is over', async () => {
    const { invited, ask, answers } = await schedule();
    await invited(ANN);
    const { event } = answers.findLast(isAbout('ACTION_SUCCESSFUL', 'JoinChimeMeeting'))!;
    expect((await ask(changed(event, 'joining', 'LEG-B', 'Disconnected'))).Actions).toEqual([]);
  });
});

test('a call that still says good-bye changes nothing of the next one', async () => {
  const { asked, participants, lines, find, now, over } = await schedule({ retries: 0, lines: 1 });
  const { phone } = await asked(ANN);
  await phone.hears('You can still join', { timeoutMs: 120_000 });
  const key = { ...KEY, id: ANN.id };
  await participants.callAgain(key, now());
  await participants.claimCall(key, { now: now(), patienceMs: 10_000 });
  await over();
  expect(await find(ANN)).toMatchObject({ outcome: 'calling', call: { attempt: 2 } });
  expect(await lines.take('another', { limit: 1, until: now() + 1, now: now() })).toBe(false);
});

describe('what never comes', () => {
  test('a call without an invitation: who answers hears that something went wrong', async () => {
    const { emulator, over, reports } = await schedule();
    emulator.engine.create({
      sipMediaApplicationId: '00000000-0000-4000-8000-00000000050a',
      from: '+12065550130',
      to: ANN.phoneNumber,
      arguments: { flow: 'meeting-dialer', eventId: '12', series: KEY.series, participantId: ANN.id, attempt: '1' },
    });
    const phone = emulator.phone(ANN.phoneNumber);
    await phone.isConnected();
    await phone.hears('something went wrong');
    await phone.isHungUp();
    await over();
    expect(reports.every(({ code }) => code === 'handler-failed')).toBe(true);
  });

  test.each([
    ['asked', 'You can still join'],
    ['event', 'Please check'],
    ['passcode', 'Please check'],
  ])('no digits at all are as good as none that fit, when %s', async (step, words) => {
    const { asked, dialIn, pass, ask, answers } = await schedule();
    if (step === 'asked') (await asked(ANN)).phone.press('1');
    else await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await pass(5_000);
    const { event } = answers.find(
      ({ event: { InvocationEventType: type, CallDetails: details } }) =>
        type === 'ACTION_SUCCESSFUL' && details.TransactionAttributes?.['step'] === step,
    )!;
    const empty = structuredClone(event) as { ActionData: { ReceivedDigits: string } };
    empty.ActionData.ReceivedDigits = '';
    expect(JSON.stringify((await ask(empty)).Actions)).toContain(words);
  });

  test('digits that nobody was asked for end the call', async () => {
    const { invited, ask, answers } = await schedule();
    await invited(ANN);
    const { event } = answers.find(({ event }) => event.InvocationEventType === 'ACTION_SUCCESSFUL')!;
    const late = structuredClone(event);
    late.CallDetails.TransactionAttributes = { flow: 'meeting-dialer', step: 'joined' };
    expect((await ask(late)).Actions).toMatchObject([{ Type: 'Hangup' }]);
  });
});
