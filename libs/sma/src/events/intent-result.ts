import * as z from 'zod/mini';

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
    OriginalValue: z._default(z.string(), ''),
    InterpretedValue: z.string(),
    ResolvedValues: z._default(z.array(z.string()), []),
  }),
  Values: z._default(z.array(z.unknown()), []),
});

const intent = z.object({
  Name: z.string(),
  Slots: z._default(z.record(z.string(), z.nullable(slot)), {}),
  State: z.exactOptional(z.enum(['Failed', 'Fulfilled', 'ReadyForFulfillment'])),
  ConfirmationState: z.exactOptional(z.enum(['Confirmed', 'Denied', 'None'])),
});

export const intentResult = z.object({
  SessionId: z.string(),
  SessionState: z.object({
    SessionAttributes: z._default(z.record(z.string(), z.string()), {}),
    Intent: intent,
  }),
  Interpretations: z._default(
    z.array(z.object({ NluConfidence: z.exactOptional(z.object({ Score: z.number() })), Intent: intent })),
    [],
  ),
});
