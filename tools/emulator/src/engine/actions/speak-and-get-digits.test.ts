import { expect, test } from '@jest/globals';
import { speakAndGetDigits } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import type { Sound } from '../ports.ts';
import { VirtualMedia } from '../../phones/virtual-media.ts';

const invalid = (field: string) => ['InvalidActionParameter', `The ${field} parameter is invalid.`] as const;

describeAction({
  type: 'SpeakAndGetDigits',
  parameters: () => speakAndGetDigits().Parameters,
  meanwhile: ({ caller }) => caller.press('1'),
  result: () => ({ ReceivedDigits: '1' }),
  materialised: { InBetweenDigitsDurationInMilliseconds: 5_000 },
  ownEvent: true,
  interruptible: false,
  answers: true,
  onHangup: 'ACTION_FAILED',
  numeric: { MaxNumberOfDigits: 1, RepeatDurationInMilliseconds: 9_000, Repeat: 3 },
  failures: [
    ['no speech', { SpeechParameters: undefined }, ...invalid('SpeechParameters')],
    [
      'no text',
      { SpeechParameters: { VoiceId: 'Joanna' } },
      'MissingRequiredActionParameter',
      'Text is a required parameter.',
    ],
    [
      'a long text',
      { FailureSpeechParameters: { Text: 'a'.repeat(1_001) } },
      'MissingRequiredActionParameter',
      'Text is limited to 1,000 characters',
    ],
    ['no time', { RepeatDurationInMilliseconds: undefined }, ...invalid('RepeatDurationInMilliseconds')],
    ['a broken expression', { InputDigitsRegex: '(' }, ...invalid('InputDigitsRegex')],
  ],
});

test('the failure prompt takes from the prompt what it does not say itself', async () => {
  const played: Sound[] = [];
  const play = VirtualMedia.prototype.play;
  VirtualMedia.prototype.play = function (callId, sound, done) {
    played.push(sound);
    return play.call(this, callId, sound, done);
  };
  try {
    const SpeechParameters = { Text: 'Eins', VoiceId: 'Vicki', Engine: 'neural', LanguageCode: 'de-DE' };
    await perform('answered', () => [
      speakAndGetDigits({
        MinNumberOfDigits: 1,
        SpeechParameters,
        FailureSpeechParameters: { Text: 'Nochmal', Engine: 'standard' },
      }),
    ]);
  } finally {
    VirtualMedia.prototype.play = play;
  }
  expect(played.slice(1)).toMatchObject([
    { text: 'Eins', voiceId: 'Vicki', engine: 'neural', languageCode: 'de-DE' },
    { text: 'Nochmal', voiceId: 'Vicki', engine: 'standard', languageCode: 'de-DE' },
  ]);
});

test('without a failure prompt the prompt is said again', async () => {
  const { lab } = await perform('answered', () => [
    speakAndGetDigits({ MinNumberOfDigits: 1, FailureSpeechParameters: undefined }),
  ]);
  expect(lab.caller.heard.slice(1)).toEqual(['Press 1', 'Press 1']);
});
