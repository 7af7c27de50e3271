import { describe, expect, test } from '@jest/globals';
import { speakAndGetDigits } from '../../../test/support/actions.ts';
import { perform } from '../../../test/support/describe-action.ts';
import type { Switches } from '../switches.ts';

interface Keys {
  /** Milliseconds after the action began. */
  [at: number]: string;
}

/** What comes of keys pressed while digits are collected. */
async function collect(parameters: object, keys: Keys, switches: Partial<Switches> = {}) {
  const { lab, events } = await perform('answered', () => [speakAndGetDigits({ ...parameters })], {
    options: { switches },
    meanwhile: (lab) => {
      for (const [at, pressed] of Object.entries(keys)) {
        lab.clock.after(Number(at) - 50, () => lab.caller.press(pressed));
      }
    },
  });
  const [started, ended] = lab.entries('action').filter(({ action }) => action.Type === 'SpeakAndGetDigits');
  return {
    outcome: lab.data(3)['ReceivedDigits'] ?? lab.data(3)['ErrorType'],
    data: lab.data(3),
    events,
    heard: lab.caller.heard.slice(1),
    took: ended!.at - started!.at,
  };
}

/** "Press 1" takes 455 ms to say, "Try again" 585 ms. */
const PROMPT_MS = 455;
const FAILURE_MS = 585;
const FAILED = 'InvalidDigitsReceived';

describe('what ends the input', () => {
  test('as many digits as there may be, also while the prompt still plays', async () => {
    const { outcome, took } = await collect({ MaxNumberOfDigits: 2 }, { 100: '12' });
    expect(outcome).toBe('12');
    expect(took).toBe(300);
  });

  test('a terminator, which is not among the digits', async () => {
    const { outcome, took } = await collect({ MaxNumberOfDigits: 10 }, { 1_000: '12#' });
    expect(outcome).toBe('12');
    expect(took).toBe(1_400);
  });

  test.each([
    [['*'], '12*', '12'],
    [['*', '9'], '129', '12'],
    [['*'], '1#2*', '1#2'],
    [[], '12#', '12#'],
  ])('terminators %j: %s gives %s', async (TerminatorDigits, pressed, digits) => {
    expect((await collect({ MaxNumberOfDigits: 10, TerminatorDigits }, { 1_000: pressed })).outcome).toBe(digits);
  });

  test('a pause between digits', async () => {
    const parameters = { MaxNumberOfDigits: 10, InBetweenDigitsDurationInMilliseconds: 1_000 };
    const { outcome, took } = await collect(parameters, { 1_000: '1', 1_900: '2', 3_100: '3' });
    expect(outcome).toBe('12');
    expect(took).toBe(2_900);
  });

  test('the time of an attempt, which begins after the prompt', async () => {
    const { outcome, took } = await collect({ MaxNumberOfDigits: 10 }, { 1_000: '1', 3_000: '2', 5_000: '3' });
    expect(outcome).toBe('123');
    expect(took).toBe(PROMPT_MS + 5_000);
  });

  test('the time of an attempt begins earlier when a key stops the prompt', async () => {
    const { outcome, took } = await collect({ MaxNumberOfDigits: 10 }, { 100: '1', 4_000: '2' });
    expect(outcome).toBe('12');
    expect(took).toBe(5_100);
  });
});

describe('what is valid', () => {
  test('no digits at all, when none are needed', async () => {
    const { outcome } = await collect({ MinNumberOfDigits: 0 }, {});
    expect(outcome).toBe('');
  });

  test.each([
    [{ MinNumberOfDigits: 3 }, '12#', FAILED],
    [{ MinNumberOfDigits: 3 }, '123#', '123'],
    [{ InputDigitsRegex: '^[12]$', MaxNumberOfDigits: 1 }, '2', '2'],
    [{ InputDigitsRegex: '^[12]$', MaxNumberOfDigits: 1 }, '3', FAILED],
    [{ InputDigitsRegex: '[0-9]', MaxNumberOfDigits: 6 }, '424242', '424242'],
    [{ InputDigitsRegex: '7' }, '1728#', '1728'],
    [{ InputDigitsRegex: '(?i)^\\d+$' }, '17#', '17'],
  ])('%j: %s gives %s', async (parameters, pressed, outcome) => {
    expect((await collect({ MaxNumberOfDigits: 10, ...parameters }, { 1_000: pressed })).outcome).toBe(outcome);
  });

  test.each([
    ['either', '^\\d{2}#$', '11'],
    ['either', '^\\d{2}$', '11'],
    ['with', '^\\d{2}#$', '11'],
    ['with', '^\\d{2}$', FAILED],
    ['without', '^\\d{2}#$', FAILED],
    ['without', '^\\d{2}$', '11'],
  ] as const)('regexWithTerminator %s, %s: 11# gives %s', async (regexWithTerminator, InputDigitsRegex, outcome) => {
    const parameters = { MaxNumberOfDigits: 10, InputDigitsRegex };
    expect((await collect(parameters, { 1_000: '11#' }, { regexWithTerminator })).outcome).toBe(outcome);
  });
});

describe('attempts', () => {
  const once = { MinNumberOfDigits: 1, MaxNumberOfDigits: 1, InputDigitsRegex: '^1$' };

  test('a wrong input is told by the failure prompt, and the prompt comes again', async () => {
    const { outcome, heard } = await collect({ ...once, Repeat: 3 }, { 1_000: '5', 3_000: '1' });
    expect(heard).toEqual(['Press 1', 'Try again', 'Press 1']);
    expect(outcome).toBe('1');
  });

  test.each([
    [true, ['Press 1', 'Try again', 'Press 1', 'Try again'], 2 * (PROMPT_MS + 5_000 + FAILURE_MS)],
    [false, ['Press 1', 'Try again', 'Press 1'], 2 * (PROMPT_MS + 5_000) + FAILURE_MS],
  ])('finalFailureAudio %s: two attempts without a key', async (finalFailureAudio, expected, expectedMs) => {
    const { outcome, heard, took, data } = await collect({ ...once, Repeat: 2 }, {}, { finalFailureAudio });
    expect(outcome).toBe(FAILED);
    expect(heard).toEqual(expected);
    expect(took).toBe(expectedMs);
    expect(data).not.toHaveProperty('ReceivedDigits');
  });

  test('keys pressed while the failure prompt plays are no input', async () => {
    const { outcome, heard } = await collect({ ...once, Repeat: 2 }, { 1_000: '5', 1_200: '1' });
    expect(heard).toEqual(['Press 1', 'Try again', 'Press 1', 'Try again']);
    expect(outcome).toBe(FAILED);
  });
});
