import * as z from 'zod';
import { kind } from './kind.ts';
import { wholeOf, wholeOrReference } from './fields.ts';

const A_WEEK_S = 604_800;
const time = wholeOrReference(1, A_WEEK_S);
const REFUSED = 'a plain Wait takes its error branch on a voice contact: hold the caller with SSML breaks';

/** Waits. The documentation says TimeoutSeconds where exported flows have TimeLimitSeconds: both are taken. */
export const wait = kind({
  next: 'none',
  errors: { NoMatchingError: 'required' },
  results: ['WaitCompleted'],
  parameters: z
    .object({
      TimeLimitSeconds: time.optional(),
      TimeoutSeconds: time.optional(),
      Events: z.tuple([], 'are not emulated').optional(),
    })
    .refine((given) => (given.TimeLimitSeconds ?? given.TimeoutSeconds) !== undefined, 'has no TimeLimitSeconds'),
  async run({ TimeLimitSeconds, TimeoutSeconds }, contact) {
    if (!contact.settings.waitOnVoice) {
      contact.diagnose('contact-wait-on-voice', `"${contact.action}": ${REFUSED}`);
      return { error: 'NoMatchingError', reason: REFUSED };
    }
    const seconds = wholeOf(TimeLimitSeconds ?? TimeoutSeconds ?? '', 1, A_WEEK_S, contact);
    if (seconds === undefined) return { error: 'NoMatchingError', reason: 'the time to wait is no whole number' };
    await contact.wait(seconds * 1_000);
    return { result: 'WaitCompleted' };
  },
});
