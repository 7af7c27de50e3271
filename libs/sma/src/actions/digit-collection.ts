import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { digitsRegex, dtmfKeys, numeric, type Dtmf, type Numeric } from './fields.ts';

/** How digits are collected after a prompt. */
export interface DigitCollection {
  /** Searched in the digits; the default takes anything. */
  InputDigitsRegex?: string;
  /** 0 unless given. */
  MinNumberOfDigits?: Numeric;
  /** 128 unless given. */
  MaxNumberOfDigits?: Numeric;
  /** # unless given. */
  TerminatorDigits?: Dtmf[];
  /** As long as RepeatDurationInMilliseconds unless given. */
  InBetweenDigitsDurationInMilliseconds?: Numeric;
  /** Attempts altogether; 1 unless given. */
  Repeat?: Numeric;
  /** Time an attempt lasts after its prompt. */
  RepeatDurationInMilliseconds: Numeric;
}

export const digitCollection = {
  InputDigitsRegex: z.optional(digitsRegex),
  MinNumberOfDigits: z.optional(numeric(0, limits.digits)),
  MaxNumberOfDigits: z.optional(numeric(0, limits.digits)),
  TerminatorDigits: z.optional(dtmfKeys),
  InBetweenDigitsDurationInMilliseconds: z.optional(numeric(1)),
  Repeat: z.optional(numeric(1)),
  RepeatDurationInMilliseconds: numeric(1),
};

interface Counts {
  MinNumberOfDigits?: number | string | undefined;
  MaxNumberOfDigits?: number | string | undefined;
}

/** Not more digits at least than at most. */
export const minBelowMax = z.refine<Counts>(
  ({ MinNumberOfDigits = 0, MaxNumberOfDigits = limits.digits }) =>
    Number(MaxNumberOfDigits) >= Number(MinNumberOfDigits),
  { error: 'must be MinNumberOfDigits or more', path: ['MaxNumberOfDigits'] },
);
