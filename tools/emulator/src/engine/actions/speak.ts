import type { Speech } from '@patchbay/sma';
import type { Sound } from '../ports.ts';
import { type ActionDefinition, atEnd } from './definition.ts';

export const speak: ActionDefinition<'Speak'> = {
  reports: atEnd,
  interruptible: true,
  answers: true,
  legs: 'any',
  onHangup: 'nothing',
  start(run) {
    run.play(spoken(run.parameters), () => run.succeed());
  },
};

/** Speech with Amazon Polly's defaults where nothing is said. */
export function spoken(speech: Speech): Sound {
  return {
    type: 'speech',
    text: speech.Text,
    textType: speech.TextType ?? 'text',
    voiceId: speech.VoiceId ?? 'Joanna',
    engine: speech.Engine ?? 'standard',
    ...(speech.LanguageCode !== undefined && { languageCode: speech.LanguageCode }),
  };
}
