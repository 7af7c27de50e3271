import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { digitCollection, minBelowMax, type DigitCollection } from './digit-collection.ts';
import { legSelector, type LegSelector } from './fields.ts';
import { prepareSpeech, readableSsml, speech, speechAdvice, type Speech, type SpeechInput } from './speech.ts';

/** Developer guide, "SpeakAndGetDigits". */
export interface SpeakAndGetDigitsParameters extends LegSelector, DigitCollection {
  SpeechParameters: Speech;
  /** Heard after digits that are not accepted; voice and engine are those of SpeechParameters unless given. */
  FailureSpeechParameters?: Speech;
}

export interface Input extends LegSelector, DigitCollection {
  SpeechParameters: SpeechInput;
  FailureSpeechParameters: SpeechInput;
}

const said = z.object(speech).check(readableSsml);

export const speakAndGetDigitsParameters = z
  .object({
    ...legSelector,
    ...digitCollection,
    SpeechParameters: said,
    FailureSpeechParameters: z.optional(said),
  })
  .check(minBelowMax);

export const speakAndGetDigitsAction = defineAction<'SpeakAndGetDigits', SpeakAndGetDigitsParameters, Input>(
  'SpeakAndGetDigits',
  speakAndGetDigitsParameters,
  {
    advice: ({ SpeechParameters, FailureSpeechParameters }) => [
      ...speechAdvice(SpeechParameters, ['SpeechParameters']),
      ...(FailureSpeechParameters === undefined
        ? [{ path: ['FailureSpeechParameters'], rule: 'must be given: the service documents it as required' }]
        : speechAdvice(FailureSpeechParameters, ['FailureSpeechParameters'])),
    ],
    prepare: ({ SpeechParameters, FailureSpeechParameters, ...others }) => ({
      ...others,
      SpeechParameters: prepared(SpeechParameters),
      FailureSpeechParameters: prepared(FailureSpeechParameters),
    }),
  },
);

/** A caller without types may leave one out; the schema tells so. */
function prepared(input: SpeechInput | undefined): object | undefined {
  return input && prepareSpeech(input);
}

/** Says a text and collects digits. The result is always reported; answers an inbound call. */
export const speakAndGetDigits = speakAndGetDigitsAction.build;
