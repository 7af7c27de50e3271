import * as z from 'zod/mini';
import { call } from './call.ts';
import { actionOutcome, liveCall } from './conferences-api.ts';

/** What comes over the live socket. */
export const liveMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), call }),
  // To operators.
  z.object({ type: z.literal('live-call'), call: liveCall }),
  z.object({ type: z.literal('action'), action: actionOutcome }),
]);

export type LiveMessage = z.infer<typeof liveMessage>;

/** `POST /live/tickets` answers so: what opens the live socket, once. */
export const liveTicket = z.object({
  ticket: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.int(),
});

export type LiveTicket = z.infer<typeof liveTicket>;
