import { expect, test } from '@jest/globals';
import { playAndGetDigits, wav } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { MemoryStorage } from '../../storage/memory.ts';
import { silentWav } from '../wav.ts';

const BAD_AUDIO = ['InvalidAudioSource', 'Audio Source parameter value is invalid.'] as const;
const invalid = (field: string) => ['InvalidActionParameter', `The ${field} parameter is invalid.`] as const;

describeAction({
  type: 'PlayAudioAndGetDigits',
  parameters: () => playAndGetDigits({ TerminatorDigits: ['#'], Repeat: 2 }).Parameters,
  meanwhile: ({ caller }) => caller.press('4821'),
  result: () => ({ ReceivedDigits: '4821' }),
  materialised: { InBetweenDigitsDurationInMilliseconds: 8_000 },
  ownEvent: true,
  interruptible: false,
  answers: true,
  onHangup: 'ACTION_FAILED',
  numeric: { MinNumberOfDigits: 3, MaxNumberOfDigits: 4, RepeatDurationInMilliseconds: 9_000, Repeat: 3 },
  failures: [
    ['no prompt', { AudioSource: undefined }, ...BAD_AUDIO],
    ['no failure prompt', { FailureAudioSource: undefined }, ...BAD_AUDIO],
    ['no time', { RepeatDurationInMilliseconds: undefined }, ...invalid('RepeatDurationInMilliseconds')],
    ['more at least than at most', { MinNumberOfDigits: 5 }, ...invalid('MaxNumberOfDigits')],
    ['too many digits', { MaxNumberOfDigits: 129 }, ...invalid('MaxNumberOfDigits')],
    ['a broken expression', { InputDigitsRegex: '[0-9' }, ...invalid('InputDigitsRegex')],
    ['a terminator of two keys', { TerminatorDigits: ['##'] }, ...invalid('TerminatorDigits')],
    ['no attempt', { Repeat: 0 }, ...invalid('Repeat')],
    [
      'no time between',
      { InBetweenDigitsDurationInMilliseconds: 0 },
      ...invalid('InBetweenDigitsDurationInMilliseconds'),
    ],
  ],
});

test.each(['pin.wav', 'again.wav'])('%s is looked for before anything is played', async (lacking) => {
  const good = { body: silentWav(500), contentType: 'audio/wav' };
  const files = Object.fromEntries(['pin.wav', 'again.wav'].filter((key) => key !== lacking).map((key) => [key, good]));
  const { lab, events } = await perform('answered', () => [playAndGetDigits()], {
    options: { storage: new MemoryStorage({ 'prompts-1': files }) },
  });
  expect(events).toEqual(['3 ACTION_FAILED PlayAudioAndGetDigits InvalidAudioSource']);
  expect(lab.caller.heard).toEqual(['Hello.']);
});

test('the prompts are what is played', async () => {
  const actions = () => [
    playAndGetDigits({ AudioSource: wav('menu.wav'), FailureAudioSource: wav('wrong.wav'), Repeat: 2 }),
  ];
  const { lab } = await perform('answered', actions);
  expect(lab.caller.heard.slice(1)).toEqual([
    '[audio menu.wav]',
    '[audio wrong.wav]',
    '[audio menu.wav]',
    '[audio wrong.wav]',
  ]);
});
