import * as z from 'zod';
import { kind } from './kind.ts';
import { dynamic, textOf, whole } from './fields.ts';
import { invokeFunction } from '../run/invoke-function.ts';
import type { ResponseType } from '../run/response.ts';

const responseTypes = ['STRING_MAP', 'JSON'] as const satisfies readonly ResponseType[];

/** Invokes a function and keeps what it answers as $.External. */
export const invokeLambdaFunction = kind({
  next: 'required',
  errors: { NoMatchingError: 'required' },
  parameters: z.object({
    LambdaFunctionARN: dynamic,
    InvocationTimeLimitSeconds: whole(1, 8),
    InvocationType: z.literal('SYNCHRONOUS', 'is SYNCHRONOUS: others are not emulated').optional(),
    LambdaInvocationAttributes: z.record(z.string(), dynamic).optional(),
    ResponseValidation: z.object({ ResponseType: z.enum(responseTypes) }).optional(),
  }),
  async run(given, contact) {
    const functionArn = textOf(given.LambdaFunctionARN, contact);
    const attributes = Object.entries(given.LambdaInvocationAttributes ?? {});
    const answer = await invokeFunction(contact, {
      functionArn,
      limitMs: given.InvocationTimeLimitSeconds * 1_000,
      parameters: Object.fromEntries(attributes.map(([key, value]) => [key, textOf(value, contact)])),
      responseType: given.ResponseValidation?.ResponseType ?? 'STRING_MAP',
    });
    if ('reason' in answer) return { error: 'NoMatchingError', reason: answer.reason };
    contact.data.external = answer.external;
    return 'next';
  },
});
