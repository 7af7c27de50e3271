import { describe, expect, test } from '@jest/globals';
import type { MeetingDialerDeps } from '../src/flows/meeting-dialer/index.ts';
import { ANN, BOB, EVENT, type Given, schedule } from './dialer-world.ts';

type Fault = NonNullable<NonNullable<Given['options']>['failAction']>;

/** The nth action of that type fails, or all of them. */
function failing(type: string, errorType: string, ...which: number[]): Fault {
  let count = 0;
  return (its) => {
    if (its !== type || (which.length > 0 && !which.includes(++count))) return undefined;
    return { errorType, errorMessage: 'System error while running action.' };
  };
}

describe('the organiser ends the meeting', () => {
  test('and everybody in it hears so and is hung up', async () => {
    const { invited, dialIn, end, over, isEmpty, find, differences } = await schedule();
    const ann = await invited(ANN);
    const bob = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await bob.phone.hears('You have joined');
    await end();
    for (const { phone } of [ann, bob]) {
      await phone.hears('The meeting has ended');
      await phone.isHungUp();
    }
    await over();
    expect(await isEmpty()).toBe(true);
    expect([(await find(ANN)).outcome, (await find(BOB)).outcome]).toEqual(['joined', 'joined']);
    expect(differences).toEqual([]);
  });

  test('while the telephone rings, and who answers it hears so', async () => {
    const { placeCall, end, find, over, isEmpty } = await schedule();
    const { phone, transactionId } = await placeCall(ANN);
    await end(transactionId);
    await phone.hears('The meeting has ended');
    await phone.isHungUp();
    await over();
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason: 'The meeting had ended.' });
    expect(await isEmpty()).toBe(true);
  });

  test('while somebody is asked: he is told, whatever he presses', async () => {
    const { asked, end, find, over, isEmpty, differences } = await schedule();
    const { phone, transactionId } = await asked(ANN);
    await end(transactionId);
    phone.press('1');
    await phone.hears('The meeting has ended');
    await phone.isHungUp();
    await over();
    expect(phone.heard.join()).not.toContain('You have joined');
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason: 'The meeting had ended.' });
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test('while somebody is asked, and he presses nothing', async () => {
    const { asked, end, find, over } = await schedule();
    const { phone, transactionId } = await asked(ANN);
    await end(transactionId);
    await phone.hears('The meeting has ended', { timeoutMs: 120_000 });
    await phone.isHungUp();
    await over();
    expect((await find(ANN)).outcome).toBe('failed');
  });

  test('and the call is not told: he presses 1 and hears so', async () => {
    const { asked, end, find, over } = await schedule();
    const { phone } = await asked(ANN);
    await end();
    phone.press('1');
    await phone.hears('The meeting has ended');
    await phone.isHungUp();
    await over();
    expect((await find(ANN)).outcome).toBe('failed');
  });

  test.each([[true], [false]])('while somebody joins, and his call is told: %s', async (isTold) => {
    const { asked, duringJoin, end, over, isEmpty } = await schedule();
    const { phone, transactionId } = await asked(ANN);
    duringJoin(() => end(...(isTold ? [transactionId] : [])));
    phone.press('1');
    await phone.hears('The meeting has ended');
    await phone.isHungUp();
    await over();
    expect(await isEmpty()).toBe(true);
  });

  test('at the moment that somebody has joined', async () => {
    const { invited, end, over, isEmpty, emulator } = await schedule({ options: { switches: { meetingMs: 1_000 } } });
    const { phone, transactionId } = await invited(ANN);
    await end(transactionId);
    await phone.isHungUp();
    await over();
    expect(emulator.engine.transactions.size).toBe(0);
    expect(await isEmpty()).toBe(true);
  });

  test.each([['dance'], [undefined]])('is not what another update means: %s', async (action) => {
    const { invited, emulator, pass } = await schedule();
    const { phone, transactionId } = await invited(ANN);
    emulator.update(transactionId, action === undefined ? {} : { action });
    await pass(5_000);
    expect(phone.state).toBe('connected');
  });
});

describe('the meeting can not be joined', () => {
  test('because it ended by itself: the next one can', async () => {
    const { asked, duringJoin, chime, scheduledMeetings, over, isEmpty, differences } = await schedule();
    const { phone } = await asked(ANN);
    duringJoin(() => chime.delete(chime.list()[0]!.MeetingId));
    phone.press('1');
    await phone.hears('You have joined');
    expect((await scheduledMeetings.get(EVENT))?.inUse?.generation).toBe(2);
    phone.hangUp();
    await over();
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test('although it is there, once', async () => {
    const { invited, attendees } = await schedule({
      options: { failAction: failing('JoinChimeMeeting', 'SystemException', 1) },
    });
    await invited(ANN);
    expect(attendees()).toEqual(['1']);
  });

  test('although it is there, twice, and he hears that he may call again', async () => {
    const { asked, find, over, isEmpty, answers, differences } = await schedule({
      options: { failAction: failing('JoinChimeMeeting', 'SystemException') },
    });
    const { phone } = await asked(ANN);
    phone.press('1');
    await phone.hears('can not be joined now');
    await phone.isHungUp();
    await over();
    expect(answers.filter(({ answer }) => answer.includes('JoinChimeMeeting'))).toHaveLength(2);
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason: 'The meeting could not be joined.' });
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test.each<[string, string, string, MeetingDialerDeps['door']['enter'], string[]]>([
    ['full', 'The meeting is full', 'The meeting was full.', async () => ({ ok: false, reason: 'full' }), []],
    [
      'in trouble',
      'can not be joined now',
      'The meeting could not be joined.',
      async () => ({ ok: false, reason: 'throttled', message: 'Rate exceeded', cause: undefined }),
      ['The meeting can not be joined: Rate exceeded'],
    ],
    [
      'unknown',
      'can not be joined now',
      'The meeting could not be joined.',
      () => Promise.reject(new Error('no table')),
      ['no table'],
    ],
  ])('because it is %s', async (_what, words, reason, enter, told) => {
    const { asked, dialIn, find, over, isEmpty, troubles } = await schedule({
      once: true,
      deps: ({ door }) => ({ door: { ...door, enter } }),
    });
    const ann = await asked(ANN);
    ann.phone.press('1');
    await ann.phone.hears(words);
    await ann.phone.isHungUp();
    expect(troubles).toEqual(told);
    const bob = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await bob.phone.hears(words);
    await bob.phone.isHungUp();
    await over();
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason });
    expect((await find(BOB)).outcome).toBe('invited');
    expect(await isEmpty()).toBe(true);
  });

  test('because he is not on the list any more', async () => {
    const { asked } = await schedule({
      deps: ({ participants }) => ({ participants: { ...participants, get: async () => undefined } }),
    });
    const { phone } = await asked(ANN);
    phone.press('1');
    await phone.hears('The meeting has ended');
  });

  test.each([[200], [700], [1_200]])('by who hangs up %d ms after he pressed 1', async (ms) => {
    const { asked, find, pass, over, isEmpty } = await schedule({ options: { switches: { meetingMs: 1_000 } } });
    const { phone } = await asked(ANN);
    phone.press('1');
    await pass(ms);
    phone.hangUp();
    await over();
    expect(await isEmpty()).toBe(true);
    const { outcome, reason } = await find(ANN);
    expect([outcome, reason]).toEqual(
      ms > 1_000 ? ['joined', undefined] : ['failed', 'The call ended before the meeting was joined.'],
    );
  });
});

describe('what can not be spoken', () => {
  test('is tried again, without the name', async () => {
    const { placeCall, dialIn, differences } = await schedule({
      options: { failAction: failing('SpeakAndGetDigits', 'ActionExecutionThrottled', 1) },
    });
    const ann = await placeCall(ANN);
    await ann.phone.isConnected();
    await ann.phone.hears('Hello. You are invited');
    ann.phone.press('1');
    await ann.phone.hears('You have joined');
    const bob = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await bob.phone.hears('You have joined');
    expect(differences).toEqual([]);
  });

  test.each([
    ['number of your meeting', 1],
    ['passcode', 2],
  ])('is tried again: %s', async (_question, which) => {
    const { dialIn } = await schedule({
      options: { failAction: failing('SpeakAndGetDigits', 'ActionExecutionThrottled', which) },
    });
    const bob = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await bob.phone.hears('You have joined');
  });

  test('twice ends the call', async () => {
    const { placeCall, find, over, isEmpty, differences } = await schedule({
      options: { failAction: failing('SpeakAndGetDigits', 'SystemException') },
    });
    const { phone } = await placeCall(ANN);
    await phone.isConnected();
    await phone.isHungUp();
    await over();
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason: 'The invitation could not be spoken.' });
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test('nor waited for ends the call', async () => {
    const failSpeech = failing('SpeakAndGetDigits', 'SystemException');
    const failPause = failing('Pause', 'SystemException');
    const { dialIn, over, emulator } = await schedule({
      options: {
        failAction: (type, id) => failSpeech(type, id) ?? failPause(type, id),
      },
    });
    await expect(dialIn(BOB.phoneNumber)).rejects.toThrow('heard nothing');
    await over();
    expect(emulator.engine.transactions.size).toBe(0);
  });

  test('in the meeting is no harm', async () => {
    const { asked, pass, find, attendees } = await schedule({
      options: { failAction: failing('Speak', 'SystemException') },
    });
    const { phone } = await asked(ANN);
    phone.press('1');
    await pass(5_000);
    expect([phone.state, (await find(ANN)).outcome, attendees()]).toEqual(['connected', 'joined', ['1']]);
  });

  test('at the end is left out', async () => {
    const { asked, over, find } = await schedule({ options: { failAction: failing('Speak', 'SystemException') } });
    const { phone } = await asked(ANN);
    phone.press('2');
    await phone.isHungUp();
    await over();
    expect((await find(ANN)).outcome).toBe('declined');
  });
});

describe('a table in trouble', () => {
  /** The first requests of a kind fail. */
  const troubled =
    (name: 'receipt' | 'conclude', times: number): NonNullable<Given['deps']> =>
    ({ participants }) => {
      let left = times;
      const real = participants[name] as (...args: unknown[]) => Promise<never>;
      const method = (...args: unknown[]) =>
        left-- > 0 ? Promise.reject(new Error('No answer in time')) : real(...args);
      return { participants: { ...participants, [name]: method } };
    };

  test('as a call says that it is there: it says so when it is answered', async () => {
    const { invited, find, troubles, lines, now } = await schedule({
      once: true,
      lines: 1,
      deps: troubled('receipt', 1),
    });
    const { transactionId } = await invited(ANN);
    expect((await find(ANN)).call?.transactionId).toBe(transactionId);
    expect(troubles).toEqual(['No answer in time']);
    expect(await lines.take('another', { limit: 1, until: now() + 1, now: now() + 95_000 })).toBe(false);
  });

  test('then too: who answers hears that something went wrong, and what became of it is known in the end', async () => {
    const { placeCall, find, over, isEmpty } = await schedule({ once: true, deps: troubled('receipt', 2) });
    const { phone } = await placeCall(ANN);
    await phone.isConnected();
    await phone.hears('something went wrong');
    await phone.isHungUp();
    await over();
    expect(await find(ANN)).toMatchObject({ outcome: 'failed', reason: 'Something went wrong during the call.' });
    expect(await isEmpty()).toBe(true);
  });

  test('does not keep anybody out, and what became of the call is told once more as it ends', async () => {
    const { invited, find, end, over, troubles, isEmpty } = await schedule({
      once: true,
      deps: troubled('conclude', 2),
    });
    const { phone } = await invited(ANN);
    expect((await find(ANN)).outcome).toBe('calling');
    await end();
    await phone.hears('The meeting has ended');
    await over();
    expect((await find(ANN)).outcome).toBe('joined');
    expect(troubles).toHaveLength(2);
    expect(await isEmpty()).toBe(true);
  });

  test('at the end is reported, and the rest is given back all the same', async () => {
    const { invited, over, reports, attendees } = await schedule({
      once: true,
      deps: ({ lines }) => ({ lines: { ...lines, release: () => Promise.reject(new Error('No answer in time')) } }),
    });
    const { phone } = await invited(ANN);
    phone.hangUp();
    await over();
    expect(reports).toMatchObject([
      { code: 'release-failed', message: 'flow meeting-dialer, HANGUP: No answer in time' },
    ]);
    expect(attendees()).toEqual([]);
  });
});

describe('an answer that is lost', () => {
  test.each([
    ['who dials in', 'passcode'],
    ['who is called', '1'],
  ])('leaves nothing of %s', async (who, last) => {
    const { asked, dialIn, over, isEmpty, attendees, scheduledMeetings } = await schedule({
      lose: ({ InvocationEventType: type, CallDetails: { TransactionAttributes: known } }) =>
        type === 'ACTION_SUCCESSFUL' && (known?.['step'] === 'passcode' || known?.['step'] === 'asked'),
    });
    if (who === 'who is called') (await asked(ANN)).phone.press(last);
    else await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await over();
    expect(attendees()).toEqual([]);
    expect((await scheduledMeetings.get(EVENT))?.generation).toBe(1);
    expect(await isEmpty()).toBe(true);
  });
});
