import { describe, expect, jest, test } from '@jest/globals';
import { ANN, BOB, EVENT, KEY, schedule } from './dialer-world.ts';

describe('who is called', () => {
  test('hears his name and the meeting, presses 1 and is in it; hanging up leaves nothing', async () => {
    const { asked, find, attendees, over, isEmpty, answers, reports, differences } = await schedule();
    const { phone, transactionId } = await asked(ANN);
    expect(phone.heard[0]).toContain('Hello Ann <Lee> & Sons.');
    expect(answers.at(-1)?.answer).toContain('Ann &lt;Lee&gt; &amp; Sons');
    expect(answers.at(-1)?.answer).toContain(`<say-as interpret-as=\\"digits\\">${EVENT}</say-as>`);
    expect((await find(ANN)).outcome).toBe('answered');
    phone.press('1');
    await phone.hears('You have joined');
    expect(await find(ANN)).toMatchObject({ outcome: 'joined', places: { [transactionId]: { there: true } } });
    expect(attendees()).toEqual(['1']);
    phone.hangUp();
    await over();
    expect(await isEmpty()).toBe(true);
    expect((await find(ANN)).outcome).toBe('joined');
    expect([reports, differences]).toEqual([[], []]);
  });

  test('talks to who has dialled in; only the last one out ends the meeting', async () => {
    const { invited, dialIn, attendees, chime, pass, over, isEmpty } = await schedule();
    const ann = await invited(ANN);
    const bob = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await bob.phone.hears('You have joined');
    ann.phone.say('Good morning');
    await bob.phone.hears('Good morning');
    expect(attendees().sort()).toEqual(['1', '2']);
    ann.phone.hangUp();
    await pass(1_000);
    expect([attendees(), chime.list().length, bob.phone.state]).toEqual([['2'], 1, 'connected']);
    bob.phone.hangUp();
    await over();
    expect(await isEmpty()).toBe(true);
  });

  test('presses 2 and is not called again', async () => {
    const { asked, find, over, isEmpty, differences } = await schedule();
    const { phone } = await asked(ANN);
    phone.press('2');
    await phone.hears('Thank you');
    await phone.isHungUp();
    await over();
    const { outcome, call } = await find(ANN);
    expect({ outcome, due: call?.dueAt }).toEqual({ outcome: 'declined', due: undefined });
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['the wrong keys', '9'],
  ])('and presses %s, as an answering machine, did not answer, and is called once more', async (_what, keys) => {
    const { asked, find, over, pass, now, isEmpty, differences } = await schedule();
    const first = await asked(ANN);
    const due = now();
    first.phone.press(keys);
    await first.phone.hears('You can still join', { timeoutMs: 120_000 });
    await first.phone.isHungUp();
    await over();
    const { outcome, call } = await find(ANN);
    expect([outcome, call]).toEqual(['no-answer', { attempt: 1, dueAt: expect.any(Number) }]);
    expect(call!.dueAt!).toBeGreaterThan(due + 60_000);
    await pass(120_000);
    const second = await asked(ANN);
    await second.phone.isHungUp({ timeoutMs: 120_000 });
    await over();
    const after = (await find(ANN)).call;
    expect([after?.attempt, after?.dueAt]).toEqual([2, undefined]);
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test('and has no passcode is not told of numbers to join with', async () => {
    const { participants, asked, now } = await schedule({ retries: 0 });
    const eve = { id: '3'.repeat(16), name: 'Eve', phoneNumber: '+12065550103', passcode: '' };
    const { passcode: _none, ...about } = eve;
    await participants.add({ ...KEY, ...about, addedAt: now(), mail: 'none', closesAt: now() + 86_400_000 });
    const { phone } = await asked(eve);
    await phone.hears('No key was pressed', { timeoutMs: 120_000 });
    await phone.isHungUp();
  });

  test('and hangs up as he is asked has not answered, and is not called again where nobody is', async () => {
    const { asked, find, over, isEmpty } = await schedule({ retries: 0 });
    const { phone } = await asked(ANN);
    phone.hangUp();
    await over();
    const { outcome, call } = await find(ANN);
    expect({ outcome, due: call?.dueAt }).toEqual({ outcome: 'no-answer', due: undefined });
    expect(await isEmpty()).toBe(true);
  });

  test.each([
    ['is busy', { does: 'busy' }, 'The number was busy.'],
    ['does not answer', { does: 'no-answer' }, undefined],
    ['refuses the call', { does: 'reject' }, 'The call was not connected (SIP 603).'],
  ] as const)('and %s did not answer, and is called once more', async (_what, far, reason) => {
    const { placeCall, find, over, isEmpty } = await schedule({ options: { farEnds: { [ANN.phoneNumber]: far } } });
    await placeCall(ANN);
    await over();
    const { outcome, reason: told, call } = await find(ANN);
    expect({ outcome, told, due: call?.dueAt !== undefined }).toEqual({
      outcome: 'no-answer',
      told: reason,
      due: true,
    });
    expect(await isEmpty()).toBe(true);
  });

  test('keeps a line as long as he talks, however long that is, and gives it back once', async () => {
    const { invited, lines, now, pass, over } = await schedule({ lines: 1 });
    const { phone } = await invited(ANN);
    await pass(3 * 3_600_000);
    const free = () => lines.take('another', { limit: 1, until: now() + 60_000, now: now() });
    expect(await free()).toBe(false);
    phone.hangUp();
    await over();
    expect(await free()).toBe(true);
  });

  test('has said that he comes by calling himself, and is not called any more', async () => {
    const { dialIn, find, participants, now } = await schedule();
    await participants.callAgain({ ...KEY, id: BOB.id }, now());
    const { phone } = await dialIn('+12065550177', EVENT, BOB.passcode);
    await phone.hears('You have joined');
    expect(await find(BOB)).toMatchObject({ outcome: 'joined', call: { attempt: 0 } });
    expect((await find(BOB)).call?.dueAt).toBeUndefined();
  });
});

describe('a call that is not the one of its attempt', () => {
  const OTHER = '+12065550188';

  test('ends when it is answered, and changes nothing of the other one', async () => {
    const { asked, placeCall, find, pass, lines, now, over, isEmpty } = await schedule({ lines: 1 });
    const first = await asked(ANN);
    const second = await placeCall(ANN, 1, OTHER);
    await second.phone.isConnected();
    await second.phone.isHungUp();
    expect(second.phone.heard).toEqual([]);
    await pass(1_000);
    expect(await find(ANN)).toMatchObject({ outcome: 'answered', call: { transactionId: first.transactionId } });
    expect(await lines.take('another', { limit: 1, until: now() + 1_000, now: now() })).toBe(false);
    first.phone.press('1');
    await first.phone.hears('You have joined');
    first.phone.hangUp();
    await over();
    expect(await isEmpty()).toBe(true);
  });

  test('changes nothing when nobody answers it', async () => {
    const { asked, placeCall, find, pass } = await schedule();
    await asked(ANN);
    const { transactionId } = await placeCall(ANN, 1, ANN.phoneNumber);
    await pass(5_000);
    expect(transactionId).not.toBe((await find(ANN)).call?.transactionId);
    expect((await find(ANN)).outcome).toBe('answered');
  });

  test('is one of an earlier attempt that had said nothing for too long', async () => {
    const { participants, placeCall, find, now, pass } = await schedule();
    const key = { ...KEY, id: ANN.id };
    await participants.callAgain(key, now());
    await participants.claimCall(key, { now: now(), patienceMs: 10_000 });
    await participants.claimCall(key, { now: now() + 10_000, patienceMs: 10_000 });
    const { phone } = await placeCall(ANN, 1);
    await phone.isConnected();
    await phone.isHungUp();
    await pass(1_000);
    expect(await find(ANN)).toMatchObject({ outcome: 'calling', call: { attempt: 2 } });
  });
});

describe('who dials in', () => {
  test('with a # behind his digits hears that they were none, and keys in the passcode', async () => {
    const { dialIn, find } = await schedule();
    const { phone } = await dialIn(BOB.phoneNumber, `${EVENT}#`, undefined);
    await phone.hears('not six digits');
    await phone.hears('passcode');
    phone.press(`${BOB.passcode}#`);
    await phone.hears('You have joined');
    expect((await find(BOB)).outcome).toBe('joined');
  });

  test.each([
    ['a meeting', '000000', BOB.passcode],
    ['a passcode', EVENT, '000000'],
    ['both', '000000', '000000'],
  ])('with %s that is wrong hears the same, three times, and can not see which', async (_what, event, passcode) => {
    const { dialIn, over, isEmpty, differences } = await schedule({ once: false });
    const { phone } = await dialIn(BOB.phoneNumber, event, passcode);
    for (let each = 0; each < 2; each++) {
      await phone.hears('do not fit together');
      phone.press(event);
      await phone.hears('passcode');
      phone.press(passcode);
    }
    await phone.hears('Please check the numbers');
    await phone.isHungUp();
    const wrong =
      'The meeting and the passcode do not fit together. Please key in the six digit number of your meeting.';
    expect(phone.heard.filter((text) => text === wrong)).toHaveLength(2);
    expect(phone.heard).toHaveLength(7);
    await over();
    expect(await isEmpty()).toBe(true);
    expect(differences).toEqual([]);
  });

  test('may be wrong twice', async () => {
    const { dialIn } = await schedule();
    const { phone } = await dialIn(BOB.phoneNumber, EVENT, '000000');
    await phone.hears('do not fit together');
    phone.press('000000');
    await phone.hears('passcode');
    phone.press(BOB.passcode);
    await phone.hears('do not fit together');
    phone.press(EVENT);
    await phone.hears('passcode');
    phone.press(BOB.passcode);
    await phone.hears('You have joined');
  });

  test.each([['event'], ['passcode']])('and keys in no %s is asked three times, and hung up', async (what) => {
    const { dialIn, over, isEmpty } = await schedule();
    const { phone } = await dialIn(BOB.phoneNumber, what === 'event' ? undefined : EVENT);
    await phone.hears('Please check the numbers', { timeoutMs: 120_000 });
    await phone.isHungUp();
    const questions = phone.heard.filter((text) => text.includes(what === 'event' ? 'number of your' : 'passcode'));
    expect(questions).toHaveLength(3);
    await over();
    expect(await isEmpty()).toBe(true);
  });

  test('hiding his number has one try a call, and joins with the right one', async () => {
    const { dialIn } = await schedule({ limits: { perGuesser: 1 } });
    for (let each = 0; each < 3; each++) {
      const { phone } = await dialIn('anonymous', EVENT, '000000');
      await phone.hears('Please check the numbers');
      await phone.isHungUp();
    }
    const { phone } = await dialIn('anonymous', EVENT, BOB.passcode);
    await phone.hears('You have joined');
  });

  test('too often with wrong ones is not let in with the right one, but others are', async () => {
    const { dialIn } = await schedule({ once: true, limits: { perGuesser: 2 } });
    const guesser = await dialIn('+12065550166', EVENT, '000000');
    await guesser.phone.hears('do not fit together');
    guesser.phone.press(EVENT);
    await guesser.phone.hears('passcode');
    guesser.phone.press('161803');
    await guesser.phone.hears('do not fit together');
    guesser.phone.hangUp();
    const again = await dialIn('+12065550167', EVENT, ANN.passcode);
    await again.phone.hears('You have joined');
    const { phone } = await dialIn('+12065550166', EVENT, BOB.passcode);
    await phone.hears('call again in an hour');
    await phone.isHungUp();
  });

  test('where many have guessed joins with his own passcode from his own number only', async () => {
    const { dialIn } = await schedule({ once: true, limits: { perMeeting: 1 } });
    const guesser = await dialIn('+12065550166', EVENT, '000000');
    await guesser.phone.hears('do not fit together');
    const lucky = await dialIn('+12065550167', EVENT, BOB.passcode);
    await lucky.phone.hears('do not fit together');
    const honest = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await honest.phone.hears('You have joined');
  });

  test('after the end hears so with the right passcode only, and after a day nothing of it', async () => {
    const { dialIn, end, pass } = await schedule();
    await end();
    const wrong = await dialIn('+12065550166', EVENT, '000000');
    await wrong.phone.hears('do not fit together');
    const right = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await right.phone.hears('The meeting has ended');
    await right.phone.isHungUp();
    await pass(86_400_000);
    const late = await dialIn(BOB.phoneNumber, EVENT, BOB.passcode);
    await late.phone.hears('do not fit together');
  });
});

test('no log says whom we called, what was keyed in, or how a meeting is joined; nor is that stored with a call', async () => {
  const printed: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((line) => printed.push(String(line)) > 0),
  );
  const { invited, dialIn, answers } = await schedule({ logged: true });
  await invited(ANN);
  const { phone } = await dialIn(BOB.phoneNumber, EVENT, '161803');
  await phone.hears('do not fit together');
  phone.press(EVENT);
  await phone.hears('passcode');
  phone.press(BOB.passcode);
  await phone.hears('You have joined');
  for (const spy of spies) spy.mockRestore();
  const log = printed.join('');
  expect(log).toContain('"JoinChimeMeeting"');
  const stored = answers.map(({ answer }) => JSON.stringify(JSON.parse(answer).TransactionAttributes ?? {})).join('');
  const tokens = answers.flatMap(({ answer }) => /"JoinToken":"(.*?)"/.exec(answer)?.[1] ?? []);
  expect(tokens.length).toBeGreaterThan(1);
  for (const secret of [BOB.passcode, '161803', ...tokens]) {
    expect(log).not.toContain(secret);
    expect(stored).not.toContain(secret);
  }
  for (const personal of [ANN.name, ANN.phoneNumber.slice(2), BOB.phoneNumber.slice(2), EVENT]) {
    expect(log).not.toContain(personal);
  }
});
