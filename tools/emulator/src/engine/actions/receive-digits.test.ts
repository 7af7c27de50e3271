import { describe, expect, test } from '@jest/globals';
import { pause, play, receiveDigits, speak, speakAndGetDigits } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { callIdOf, createLab, SERVICE } from '../../../test/support/lab.ts';

const invalid = (field: string) => ['InvalidActionParameter', `The ${field} parameter is invalid.`] as const;

describeAction({
  type: 'ReceiveDigits',
  parameters: () => receiveDigits().Parameters,
  result: () => ({ ReceivedDigits: '' }),
  ownEvent: false,
  interruptible: 'instant',
  answers: false,
  numeric: { InBetweenDigitsDurationInMilliseconds: 500, FlushDigitsDurationInMilliseconds: 5_000 },
  failures: [
    ['no expression', { InputDigitsRegex: undefined }, ...invalid('InputDigitsRegex')],
    ['a broken expression', { InputDigitsRegex: '*' }, ...invalid('InputDigitsRegex')],
    [
      'no time between',
      { InBetweenDigitsDurationInMilliseconds: undefined },
      ...invalid('InBetweenDigitsDurationInMilliseconds'),
    ],
    ['no life', { FlushDigitsDurationInMilliseconds: undefined }, ...invalid('FlushDigitsDurationInMilliseconds')],
    ['a life too short', { FlushDigitsDurationInMilliseconds: 999 }, ...invalid('FlushDigitsDurationInMilliseconds')],
  ],
});

/** Keys at times after ReceiveDigits of `*` and a digit was registered; the events that follow. */
async function press(keys: Readonly<Record<number, string>>, more: object = {}, switches = {}): Promise<string[]> {
  const lab = createLab([[speak('Hello.'), receiveDigits('^\\*\\d$', { ...more })]], { switches });
  lab.caller.dial(SERVICE);
  await lab.passUntil(() => lab.events.length === 2, 60_000);
  for (const [at, pressed] of Object.entries(keys)) lab.clock.after(Number(at), () => lab.caller.press(pressed));
  await lab.settle(60_000);
  return lab.events.slice(2);
}

describe('what is pressed', () => {
  test('is reported when it has been quiet for a while, with all of its keys', async () => {
    const lab = createLab([[speak('Hello.'), receiveDigits('^\\d{2}#$')]]);
    lab.caller.dial(SERVICE);
    await lab.passUntil(() => lab.events.length === 2, 60_000);
    const at = lab.clock.now();
    lab.caller.press('11#');
    await lab.passUntil(() => lab.events.length === 3, 60_000);
    expect(lab.clock.now() - at).toBe(1_400);
    const { Parameters } = receiveDigits('^\\d{2}#$');
    const CallId = callIdOf(lab.event(3), 'LEG-A');
    const expected = { ReceivedDigits: '11#', Type: 'ReceiveDigits', Parameters: { ...Parameters, CallId } };
    expect(JSON.stringify(lab.data(3))).toBe(JSON.stringify(expected));
  });

  test.each([
    ['a match', { 0: '*7' }, ['3 DIGITS_RECEIVED *7']],
    ['keys less than the quiet time apart', { 0: '*', 900: '7' }, ['3 DIGITS_RECEIVED *7']],
    ['no match', { 0: '7' }, []],
    ['a wrong key that is flushed before the right ones', { 0: '7', 10_100: '*7' }, ['3 DIGITS_RECEIVED *7']],
    ['a wrong key that is still there', { 0: '7', 5_000: '*7' }, []],
    ['the match again', { 0: '*7', 5_000: '*8' }, ['3 DIGITS_RECEIVED *7', '4 DIGITS_RECEIVED *8']],
  ])('%s', async (_name, keys, events) => {
    expect(await press(keys)).toEqual(events);
  });

  test('a buffer that lives no longer than the quiet time is looked at before it is dropped', async () => {
    const more = { InputDigitsRegex: '^7$', FlushDigitsDurationInMilliseconds: 1_000 };
    expect(await press({ 0: '7' }, more)).toEqual(['3 DIGITS_RECEIVED 7']);
  });

  test('receiveDigitsOneShot: it stops listening after its first match', async () => {
    const keys = { 0: '*7', 5_000: '*8' };
    expect(await press(keys, {}, { receiveDigitsOneShot: true })).toEqual(['3 DIGITS_RECEIVED *7']);
  });
});

test('what was pressed before it was registered is discarded', async () => {
  const { events } = await perform('answered', () => [pause(2_000), receiveDigits()], {
    meanwhile: ({ caller }) => caller.press('*7'),
  });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL ReceiveDigits']);
});

test('a second one on the same leg takes the place of the first', async () => {
  const { events } = await perform('answered', () => [receiveDigits('^1$'), receiveDigits('^2$')], {
    meanwhile: async (lab) => {
      lab.caller.press('1');
      await lab.settle(15_000);
      lab.caller.press('2');
    },
  });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL ReceiveDigits', '4 DIGITS_RECEIVED 2']);
});

test('it listens while audio plays, but an action that collects digits has them first', async () => {
  const { events, lab } = await perform(
    'answered',
    () => [receiveDigits('^1$'), play('music.wav'), speakAndGetDigits({ MaxNumberOfDigits: 1 })],
    {
      meanwhile: async (lab) => {
        lab.caller.press('1');
        await lab.caller.hears('Press 1');
        lab.caller.press('1');
      },
    },
  );
  expect(events).toEqual(['3 DIGITS_RECEIVED 1', '4 ACTION_SUCCESSFUL SpeakAndGetDigits']);
  expect(lab.data(4)['ReceivedDigits']).toBe('1');
});

test('both legs of a bridge can be listened to at once', async () => {
  const actions = () => [
    receiveDigits('^\\*\\d$', { ParticipantTag: 'LEG-A' }),
    receiveDigits('^#\\d$', { ParticipantTag: 'LEG-B' }),
  ];
  const { lab, call, events } = await perform('bridged', actions, {
    meanwhile: async (lab) => {
      lab.farEnd.press('#9');
      await lab.settle(5_000);
      lab.caller.press('*7');
    },
  });
  expect(events.slice(1)).toEqual(['4 DIGITS_RECEIVED #9', '5 DIGITS_RECEIVED *7']);
  expect(lab.data(4)['Parameters']).toMatchObject({ CallId: call.legB });
  expect(lab.farEnd.heard).toContain('*');
});

test('nothing is reported of keys that a caller pressed right before he hung up', async () => {
  const { events } = await perform('answered', () => [receiveDigits()], {
    meanwhile: async (lab) => {
      lab.caller.press('*7');
      await lab.settle(300);
      lab.caller.hangUp();
    },
  });
  expect(events).toEqual(['3 ACTION_SUCCESSFUL ReceiveDigits', '4 HANGUP LEG-A 0']);
});
