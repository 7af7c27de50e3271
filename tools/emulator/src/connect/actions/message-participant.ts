import * as z from 'zod';
import { kind } from './kind.ts';
import { hasOne, NOT_SSML, promptFields, promptIn } from './prompt-fields.ts';

/** Says something. Keys that are pressed meanwhile are lost. */
export const messageParticipant = kind({
  next: 'required',
  errors: { NoMatchingError: 'optional' },
  parameters: z.object(promptFields).refine(hasOne, 'has either Text or SSML'),
  async run(parameters, contact) {
    const prompt = promptIn(parameters, contact);
    if (!prompt) return { error: 'NoMatchingError', reason: NOT_SSML };
    if (prompt.words !== '') contact.line.say(prompt.words);
    await contact.wait(prompt.ms);
    return 'next';
  },
});
