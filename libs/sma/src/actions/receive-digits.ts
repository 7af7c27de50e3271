import * as z from 'zod/mini';
import { defineAction } from './define.ts';
import { digitsRegex, legSelector, numeric, type LegSelector, type Numeric } from './fields.ts';

/** Developer guide, "ReceiveDigits". */
export interface ReceiveDigitsParameters extends LegSelector {
  /** Searched in what was pressed, # and * included. */
  InputDigitsRegex: string;
  /** Quiet time after the last digit before the expression is tried. */
  InBetweenDigitsDurationInMilliseconds: Numeric;
  /** How long digits are kept, from the first; longer than the quiet time. */
  FlushDigitsDurationInMilliseconds: Numeric;
}

export const receiveDigitsParameters = z
  .object({
    ...legSelector,
    InputDigitsRegex: digitsRegex,
    InBetweenDigitsDurationInMilliseconds: numeric(1),
    FlushDigitsDurationInMilliseconds: numeric(1),
  })
  .check(
    z.refine(
      (parameters) =>
        Number(parameters.FlushDigitsDurationInMilliseconds) >=
        Number(parameters.InBetweenDigitsDurationInMilliseconds),
      { error: 'must be InBetweenDigitsDurationInMilliseconds or more', path: ['FlushDigitsDurationInMilliseconds'] },
    ),
  );

export const receiveDigitsAction = defineAction<'ReceiveDigits', ReceiveDigitsParameters>(
  'ReceiveDigits',
  receiveDigitsParameters,
);

/** From now on reports digits that match (DIGITS_RECEIVED). Waits for nothing. */
export const receiveDigits = receiveDigitsAction.build;
