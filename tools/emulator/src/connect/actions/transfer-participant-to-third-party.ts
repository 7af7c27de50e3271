import * as z from 'zod';
import { E164 } from '@patchbay/sma';
import { kind } from './kind.ts';
import { dynamic, textOf, trueOrFalse, whole } from './fields.ts';

const DEFAULT_TIMEOUT_S = 30;
const time = whole(0, 600);

/** Calls a number and connects the caller with it; the flow goes on when the other side has hung up. */
export const transferParticipantToThirdParty = kind({
  next: 'required',
  errors: { NoMatchingError: 'required', CallFailed: 'optional', ConnectionTimeLimitExceeded: 'optional' },
  parameters: z.object({
    ThirdPartyPhoneNumber: dynamic,
    ThirdPartyConnectionTimeLimitSeconds: time.optional(),
    /** So in the documentation; exported flows have the name above. */
    ThirdPartyConnectionTimeoutSeconds: time.optional(),
    ContinueFlowExecution: trueOrFalse.optional(),
    ThirdPartyDTMFDigits: z
      .string()
      .regex(/^[0-9,*#]{0,50}$/, 'is up to 50 digits, commas, asterisks and pound signs')
      .optional(),
  }),
  async run(given, contact) {
    const number = textOf(given.ThirdPartyPhoneNumber, contact);
    if (!E164.test(number)) return { error: 'NoMatchingError', reason: `"${number}" is not a number in E.164` };
    const seconds = given.ThirdPartyConnectionTimeLimitSeconds ?? given.ThirdPartyConnectionTimeoutSeconds;
    const timeoutMs = (seconds ?? DEFAULT_TIMEOUT_S) * 1_000;
    const outcome = await contact.callThirdParty(number, timeoutMs, given.ThirdPartyDTMFDigits ?? '');
    switch (outcome) {
      case 'ended':
        return given.ContinueFlowExecution === false ? { over: 'hang-up' } : 'next';
      case 'failed':
        return { error: 'CallFailed', reason: `${number} is busy or refused the call` };
      case 'timed-out':
        return { error: 'ConnectionTimeLimitExceeded', reason: `${number} did not answer` };
    }
  },
});
