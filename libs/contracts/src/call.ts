import * as z from 'zod/mini';

/** `ended` and `failed` are final. */
export const callStates = ['connecting', 'calling', 'talking', 'ended', 'failed'] as const;

export const callState = z.enum(callStates);

/** A call of click to call, as its owner sees it. */
export const call = z.object({
  id: z.string(),
  /** The number as it is dialled: E.164, or a name behind a Voice Connector. */
  to: z.string(),
  state: callState,
  /** Why it failed, for people. */
  reason: z.optional(z.string()),
  /** Somebody asked for its end, which has not come yet. */
  hangupRequested: z.boolean(),
  /** Milliseconds since the epoch. */
  createdAt: z.int(),
});

export type Call = z.infer<typeof call>;
export type CallState = z.infer<typeof callState>;
