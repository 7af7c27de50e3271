import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { callId, numeric, type Numeric } from './fields.ts';

/** Developer guide, "SendDigits". */
export interface SendDigitsParameters {
  CallId: string;
  /** At most 50 of 0-9 * # A-D, and `,` for half a second of silence. */
  Digits: string;
  /** 50 to 24000, 250 unless given. */
  ToneDurationInMilliseconds?: Numeric;
}

export const sendDigitsParameters = z.object({
  CallId: callId,
  Digits: z
    .string()
    .check(z.regex(/^[0-9*#A-D,]{1,50}$/, `must be 1 to ${limits.sendDigits} characters of 0-9 * # A-D and the comma`)),
  ToneDurationInMilliseconds: z.optional(numeric(limits.toneMilliseconds.min, limits.toneMilliseconds.max)),
});

export const sendDigitsAction = defineAction<'SendDigits', SendDigitsParameters>('SendDigits', sendDigitsParameters);

/** Plays digits to a leg. */
export const sendDigits = sendDigitsAction.build;
