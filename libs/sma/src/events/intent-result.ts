import * as z from 'zod/mini';
import { orElse } from './or-else.ts';

export interface LexSlot {
  Value: { OriginalValue: string; InterpretedValue: string; ResolvedValues: string[] };
  Values: unknown[];
}

export interface LexIntent {
  Name: string;
  /** null while a slot is not filled. */
  Slots: Record<string, LexSlot | null>;
  State?: 'Failed' | 'Fulfilled' | 'ReadyForFulfillment';
  ConfirmationState?: 'Confirmed' | 'Denied' | 'None';
}

/** What a bot made of a conversation. */
export interface IntentResult {
  SessionId: string;
  SessionState: { SessionAttributes: Record<string, string>; Intent: LexIntent };
  Interpretations: { NluConfidence?: { Score: number }; Intent: LexIntent }[];
}

const slot = z.object({
  Value: z.object({
    OriginalValue: orElse(z.string(), ''),
    InterpretedValue: z.string(),
    ResolvedValues: orElse(z.array(z.string()), []),
  }),
  Values: orElse(z.array(z.unknown()), []),
});

const intent = z.object({
  Name: z.string(),
  Slots: orElse(z.record(z.string(), z.union([z.literal(null), slot])), {}),
  State: z.optional(z.literal(['Failed', 'Fulfilled', 'ReadyForFulfillment'])),
  ConfirmationState: z.optional(z.literal(['Confirmed', 'Denied', 'None'])),
});

export const intentResult = z.object({
  SessionId: z.string(),
  SessionState: z.object({
    SessionAttributes: orElse(z.record(z.string(), z.string()), {}),
    Intent: intent,
  }),
  Interpretations: orElse(
    z.array(z.object({ NluConfidence: z.optional(z.object({ Score: z.number() })), Intent: intent })),
    [],
  ),
});
