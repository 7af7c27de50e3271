import * as z from 'zod';
import { kind } from './kind.ts';
import { trueOrFalse, whole } from './fields.ts';
import { hasBoth, NOT_SSML, promptFields, promptIn } from './prompt-fields.ts';
import type { Running } from '../run/running.ts';

const DEFAULT_INTERDIGIT_S = 5;
/** Get customer input takes one key; Store customer input as many as a phone number's 20 unless told otherwise. */
const MOST_KEYS = 20;

const parameters = z
  .object({
    ...promptFields,
    InputTimeLimitSeconds: whole(1, 180),
    StoreInput: trueOrFalse.optional(),
    InputValidation: z
      .object(
        { CustomValidation: z.object({ MaximumLength: whole(1, MOST_KEYS) }) },
        'only CustomValidation is emulated',
      )
      .optional(),
    InputEncryption: z.undefined('is not emulated').optional(),
    DTMFConfiguration: z
      .object({
        InputTerminationSequence: z
          .string()
          .regex(/^[0-9*#]{0,5}$/, 'is up to 5 keys')
          .optional(),
        DisableCancelKey: trueOrFalse.optional(),
        InterdigitTimeLimitSeconds: whole(1, 20).optional(),
      })
      .optional(),
  })
  .refine((given) => !hasBoth(given), 'has Text or SSML, not both');

type Parameters = z.output<typeof parameters>;

/** Asks for keys: one that a condition branches on, or several that are stored. Keys interrupt the prompt. */
export const getParticipantInput = kind({
  next: 'required',
  errors: { NoMatchingError: 'required', NoMatchingCondition: 'optional', InputTimeLimitExceeded: 'optional' },
  results: ({ StoreInput: stored }: Parameters) => (stored ? 'none' : 'any'),
  parameters,
  async run(given, contact) {
    const prompt = promptIn(given, contact);
    if (!prompt) return { error: 'NoMatchingError', reason: NOT_SSML };
    const keys = await collect(given, prompt, contact);
    if (given.StoreInput) {
      contact.data.storedInput = keys ?? 'Timeout';
      return 'next';
    }
    return keys === undefined ? { error: 'InputTimeLimitExceeded', reason: 'no key was pressed' } : { result: keys };
  },
});

/** The keys, without those that end the input; undefined when none was pressed in time. */
async function collect(given: Parameters, prompt: { words: string; ms: number }, contact: Running) {
  const { InputTimeLimitSeconds: limit, StoreInput: stored, DTMFConfiguration: dtmf = {} } = given;
  const most = stored ? (given.InputValidation?.CustomValidation.MaximumLength ?? MOST_KEYS) : 1;
  const end = dtmf.InputTerminationSequence ?? '#';
  const pressed: string[] = [];
  let arrived: (() => void) | undefined;
  const stop = contact.onKey((key) => {
    pressed.push(key);
    arrived?.();
  });
  let wait = prompt.ms + limit * 1_000;
  let keys = '';
  if (prompt.words !== '') contact.line.say(prompt.words);
  try {
    for (;;) {
      if (pressed.length === 0) await contact.waitFor<void>(wait, (happened) => (arrived = happened));
      arrived = undefined;
      const key = pressed.shift();
      if (key === undefined) return keys === '' ? undefined : keys;
      keys += key;
      if (stored && dtmf.DisableCancelKey !== true && key === '*') keys = '';
      if (stored && end !== '' && keys.endsWith(end)) return keys.slice(0, -end.length);
      if (keys.length >= most) return keys;
      wait = (dtmf.InterdigitTimeLimitSeconds ?? DEFAULT_INTERDIGIT_S) * 1_000;
    }
  } finally {
    stop();
  }
}
