import * as z from 'zod';
import { kind } from './kind.ts';
import { reference, textOf } from './fields.ts';

/** Branches on a value; the flow designer calls it Check contact attributes. */
export const compare = kind({
  next: 'none',
  errors: { NoMatchingCondition: 'required', NoMatchingError: 'optional' },
  results: 'any',
  parameters: z.object({ ComparisonValue: reference }),
  run: ({ ComparisonValue: value }, contact) => ({ result: textOf(value, contact) }),
});
