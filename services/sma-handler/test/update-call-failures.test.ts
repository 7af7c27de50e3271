import { describe, expect, test } from '@jest/globals';
import { openConference, PIN } from './conference-world.ts';

const ANN = '+12065550101';

describe('what fails', () => {
  test('files that can not be played are spoken', async () => {
    const { caller, act } = await openConference({
      options: {
        failAction: (type) =>
          type === 'PlayAudio' || type === 'PlayAudioAndGetDigits'
            ? { errorType: 'InvalidAudioSource', errorMessage: 'Audio Source parameter value is invalid.' }
            : undefined,
      },
    });
    const ann = await caller(ANN);
    await ann.phone.hears('five digit PIN');
    ann.phone.press(PIN);
    await ann.phone.hears('joined the conference');
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('You are on hold');
  });

  test('on hold without files there are few words, so that invocations last for an hour', async () => {
    const { caller, act, until, emulator } = await openConference({
      options: { storage: { find: () => Promise.resolve('missing'), put: () => Promise.resolve('denied') } },
    });
    const ann = await caller(ANN);
    await ann.phone.hears('five digit PIN');
    ann.phone.press(PIN);
    await ann.phone.hears('joined the conference');
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('Nobody could take your call', { timeoutMs: 4_000_000 });
    await until(() => emulator.engine.transactions.size === 0);
    const { entries = [] } = emulator.call(ann.transactionId) ?? {};
    expect(entries.filter(({ type }) => type === 'invocation').length).toBeLessThan(60);
  });

  test('nobody is put on hold once there are hardly any invocations left', async () => {
    const { joined, act, router, lastAbout, pass, outcomeOf, audit } = await openConference();
    const ann = await joined(ANN);
    const hold = act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    await pass(1_000);
    expect(outcomeOf(hold)).toBe('applied');
    const asked = lastAbout(ann.transactionId, 'CallUpdateRequest');
    audit.set(hold, { transactionId: ann.transactionId, actionId: hold, by: 'me', action: 'hold', at: 0 });
    expect((await router({ ...asked, Sequence: 901 })).Actions).toEqual([]);
    expect(audit.get(hold)).toMatchObject({ outcome: 'failed', reason: 'The call has been on hold too often.' });
  });

  test('nobody waits at the door until operators have been told', async () => {
    const told = Promise.withResolvers<void>();
    const { joined } = await openConference({
      deps: ({ meetings, tellOperators }) => ({
        tellOperators: { ...tellOperators, about: () => told.promise },
        meetings: {
          ...meetings,
          async add(...request) {
            told.resolve();
            return meetings.add(...request);
          },
        },
      }),
    });
    // It is told only once the meeting has been asked.
    await joined(ANN);
  });

  test('an outcome that can not be written is reported, and the call goes on', async () => {
    const { joined, act, pass, roster, troubles } = await openConference({
      deps: ({ audit }) => ({ audit: { ...audit, finish: () => Promise.reject(new Error('No answer in time')) } }),
    });
    const ann = await joined(ANN);
    act(ann.transactionId, { action: 'mute' });
    await ann.phone.hears('You are muted');
    await pass(10_000);
    expect(await roster()).toEqual({ '01': true });
    expect(troubles).toEqual([new Error('No answer in time')]);
  });

  test.each([
    ['throttled', 'Rate exceeded'],
    ['quota', 'The conference is full.'],
  ] as const)('whoever can not come back from hold stays there: %s', async (reason, told) => {
    let isBusy = false;
    const { joined, act, until, outcomes, liveCalls } = await openConference({
      deps: ({ meetings }) => ({
        meetings: {
          ...meetings,
          add: (...request) =>
            isBusy
              ? Promise.resolve({ ok: false, reason, message: 'Rate exceeded', cause: undefined })
              : meetings.add(...request),
        },
      }),
    });
    const ann = await joined(ANN);
    act(ann.transactionId, { action: 'hold' });
    await ann.phone.hears('hold.wav');
    isBusy = true;
    const resume = act(ann.transactionId, { action: 'resume' });
    await until(() => outcomes.some((each) => each.startsWith(resume)));
    expect(outcomes.at(-1)).toBe(`${resume} failed: ${told}`);
    await ann.phone.hears('hold.wav');
    isBusy = false;
    act(ann.transactionId, { action: 'resume' });
    await ann.phone.hears('joined the conference');
    expect((await liveCalls.get(ann.transactionId))?.state).toBe('joined');
  });

  test('a meeting that can not be joined ends the call with a word', async () => {
    const { caller } = await openConference({
      options: {
        failAction: (type) =>
          type === 'JoinChimeMeeting' ? { errorType: 'SystemException', errorMessage: 'no' } : undefined,
      },
    });
    const { phone } = await caller(ANN, PIN);
    await phone.hears('not possible now');
    await phone.isHungUp();
  });
});
