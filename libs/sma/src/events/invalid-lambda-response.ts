import * as z from 'zod/mini';
import { eventSchema, type Envelope } from './envelope.ts';
import { orElse } from './or-else.ts';

/** The last answer was refused. Answered wrongly again, the call ends. */
export type InvalidLambdaResponse = Envelope<'INVALID_LAMBDA_RESPONSE'> & {
  ErrorType: string;
  ErrorMessage: string;
  /** Where the developer guide's prose puts the two; its examples have them above. */
  ActionData?: { ErrorType?: string; ErrorMessage?: string };
};

export const invalidLambdaResponse = eventSchema('INVALID_LAMBDA_RESPONSE', {
  ActionData: z.optional(z.object({ ErrorType: z.optional(z.string()), ErrorMessage: z.optional(z.string()) })),
  ErrorType: orElse(z.string(), ''),
  ErrorMessage: orElse(z.string(), ''),
});
