import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { legSelector, type LegSelector } from './fields.ts';
import { prepareSpeech, readableSsml, speech, speechAdvice, type Speech, type SpeechInput } from './speech.ts';

/** Developer guide, "Speak". */
export interface SpeakParameters extends LegSelector, Speech {}

export const speakParameters = z.object({ ...legSelector, ...speech }).check(readableSsml);

export const speakAction = defineAction<'Speak', SpeakParameters, LegSelector & SpeechInput>('Speak', speakParameters, {
  advice: (parameters) => speechAdvice(parameters),
  prepare: prepareSpeech,
});

/** Says a text. Answers an inbound call. */
export const speak = speakAction.build;
