import { describe, expect, test } from '@jest/globals';
import { bridge, FAR_END, hangUp, pause, play, SERVICE, speak } from '../../test/support/actions.ts';
import { createLab } from '../../test/support/lab.ts';
import { PhoneError } from './errors.ts';

const ringing = { farEnds: { [FAR_END]: { does: 'ring' } } } as const;

describe('a phone', () => {
  test('is the same one whenever it is asked for', () => {
    const lab = createLab([]);
    expect(lab.phone(FAR_END)).toBe(lab.farEnd);
  });

  test('goes from idle over calling and connected to ended', async () => {
    const lab = createLab([[speak('Hello.'), hangUp()]]);
    const states: string[] = [lab.caller.state];
    lab.caller.dial(SERVICE);
    states.push(lab.caller.state);
    await lab.caller.hears('Hello.');
    states.push(lab.caller.state);
    await lab.caller.isHungUp();
    expect([...states, lab.caller.state]).toEqual(['idle', 'calling', 'connected', 'ended']);
  });

  test('can not dial in a call, and can dial again after it', async () => {
    const lab = createLab([[speak('Hello.')]]);
    lab.caller.dial(SERVICE);
    await lab.caller.isConnected();
    expect(() => lab.caller.dial('+12065550101')).toThrow(PhoneError);
    expect(() => lab.caller.dial('+12065550101')).toThrow(/can't dial \+12065550101: it is in a call/);
    lab.caller.hangUp();
    expect(lab.caller.dial(SERVICE)).toBe(lab.caller.line);
  });

  test('has its own line for each call', async () => {
    const lab = createLab([[speak('Hello.')]]);
    const first = lab.caller.dial(SERVICE);
    await lab.caller.isConnected();
    lab.caller.hangUp();
    const second = lab.caller.dial(SERVICE);
    expect(second.transactionId).not.toBe(first.transactionId);
    expect(lab.caller.transactionId).toBe(second.transactionId);
    expect([first.state, second.state]).toEqual(['ended', 'calling']);
  });
});

describe('a phone that rings', () => {
  const called = async () => {
    const lab = createLab([[], [], [speak('Hello.')]], ringing);
    lab.create();
    await lab.farEnd.rings();
    return lab;
  };

  test('can be answered, once', async () => {
    const lab = await called();
    expect(lab.farEnd.line?.remote).toBe(SERVICE);
    expect([lab.farEnd.answer(), lab.farEnd.answer()]).toEqual([true, false]);
    await lab.farEnd.hears('Hello.');
  });

  test.each([
    ['reject', [], 603],
    ['reject', [486], 486],
    ['hangUp', [], 603],
  ] as const)('%s(%j) refuses the call', async (does, codes, sipCode) => {
    const lab = await called();
    if (does === 'reject') lab.farEnd.reject(...codes);
    else lab.farEnd.hangUp();
    await lab.settle();
    expect(lab.farEnd.reject()).toBe(false);
    expect(lab.events.at(-1)).toBe(`3 HANGUP LEG-A ${sipCode}`);
  });

  test('does not press keys or speak', async () => {
    const lab = await called();
    lab.farEnd.press('1');
    lab.farEnd.say('Hello?');
    expect(lab.entries('said')).toEqual([]);
  });

  test('stops after a while by itself', async () => {
    const lab = await called();
    await lab.farEnd.isHungUp();
    await lab.settle();
    expect(lab.events.at(-1)).toBe('3 HANGUP LEG-A 480');
  });
});

describe('hearing', () => {
  const talking = async (texts: readonly string[]) => {
    const lab = createLab([texts.map((text) => speak(text)), [hangUp()]]);
    lab.caller.dial(SERVICE);
    return lab;
  };

  test('finds words in either case, and patterns', async () => {
    const lab = await talking(['Welcome to the bank.', 'Press 1 for more.']);
    expect(await lab.caller.hears('the BANK')).toBe('Welcome to the bank.');
    expect(await lab.caller.hears(/press \d/i)).toBe('Press 1 for more.');
  });

  test('goes on after what was heard last', async () => {
    const lab = await talking(['Press 1.', 'Press 1.']);
    await lab.caller.hears(/Press/g);
    await lab.caller.hears(/Press/g);
    await expect(lab.caller.hears(/Press/g)).rejects.toThrow(PhoneError);
  });

  test('says what was heard instead, when the call ends', async () => {
    const lab = await talking(['Goodbye.']);
    await expect(lab.caller.hears('Welcome')).rejects.toThrow(
      '+14155550123 did not hear "Welcome" before the call ended: it heard "Goodbye.".',
    );
  });

  test('says that nothing was heard, when patience ends', async () => {
    const lab = createLab([[pause(100_000)]]);
    lab.caller.dial(SERVICE);
    const startedAt = lab.clock.now();
    await expect(lab.caller.hears(/Welcome/, { timeoutMs: 2_000 })).rejects.toThrow(
      '+14155550123 did not hear /Welcome/ within 2 s: it heard nothing.',
    );
    expect(lab.clock.now() - startedAt).toBe(2_000);
  });
});

test.each([
  ['rings', 'did not ring'],
  ['isConnected', 'was not connected'],
  ['isHungUp', 'was not hung up'],
] as const)('%s loses patience', async (wait, message) => {
  const lab = createLab([[pause(100_000)]]);
  lab.caller.dial(SERVICE);
  await expect(lab.caller[wait]({ timeoutMs: 1_000 })).rejects.toThrow(
    `+14155550123 ${message} within 1 s: it is calling.`,
  );
});

test('isBridgedTo loses patience', async () => {
  const lab = createLab([[speak('Hello.')]]);
  lab.caller.dial(SERVICE);
  await expect(lab.caller.isBridgedTo(FAR_END)).rejects.toThrow(
    `+14155550123 was not bridged to ${FAR_END} within 60 s: it is connected.`,
  );
});

test.each(['E', '1 2', 'one', '+'])('"%s" can not be pressed', (keys) => {
  const lab = createLab([]);
  expect(() => lab.caller.press(keys)).toThrow(`"${keys}" can't be pressed: the keys are 0 to 9, *, # and A to D.`);
});

test('keys are pressed a fifth of a second after each other, and no more after the call', async () => {
  const lab = createLab([[bridge()]]);
  lab.caller.dial(SERVICE);
  await lab.caller.isBridgedTo(FAR_END);
  const at = lab.clock.now();
  lab.caller.press('12345');
  await lab.clock.pass(450);
  lab.caller.hangUp();
  await lab.settle(10_000);
  expect(lab.farEnd.heardAll.map(({ text, at: heardAt }) => [text, heardAt - at])).toEqual([
    ['1', 0],
    ['2', 200],
    ['3', 400],
  ]);
});

test('the sound that a phone hears is on the trace, with the line it came by', async () => {
  const lab = createLab([[play('hello.wav')]]);
  const { callId } = lab.caller.dial(SERVICE);
  await lab.caller.hears('[audio hello.wav]');
  expect(lab.entries('heard')).toMatchObject([{ callId, by: '+14155550123', sound: 'audio' }]);
});
