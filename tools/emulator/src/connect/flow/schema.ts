import * as z from 'zod';
import { operators } from './flow.ts';

/** Not allowed in an Identifier ("Actions in the Amazon Connect Flow language"). */
const REFUSED = /[%:(\\/)=$,;[\]{}]/;
const identifier = z
  .string()
  .min(1)
  .max(50, 'an Identifier has at most 50 characters')
  .refine((text) => !REFUSED.test(text), 'an Identifier has none of % : ( \\ / ) = $ , ; [ ] { }');

/** A contact flow as CreateContactFlow takes it and the flow designer exports it. */
export const flowSchema = z.object({
  Version: z.literal('2019-10-30'),
  StartAction: z.string(),
  Actions: z
    .array(
      z.object({
        Identifier: identifier,
        Type: z.string(),
        Parameters: z.record(z.string(), z.unknown()).default({}),
        Transitions: z
          .object({
            NextAction: z.string().optional(),
            Errors: z.array(z.object({ NextAction: z.string(), ErrorType: z.string() })).default([]),
            Conditions: z
              .array(
                z.object({
                  NextAction: z.string(),
                  Condition: z.object({ Operator: z.enum(operators), Operands: z.tuple([z.string()]) }),
                }),
              )
              .default([]),
          })
          .default({ Errors: [], Conditions: [] }),
      }),
    )
    .min(1, 'a flow has at least one action')
    .max(250, 'a flow has at most 250 actions'),
});

export type WrittenFlow = z.output<typeof flowSchema>;
export type WrittenAction = WrittenFlow['Actions'][number];
