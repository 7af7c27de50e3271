import * as z from 'zod/mini';
import type { ParticipantTag } from '../actions/fields.ts';

/** One leg of a call, as every event lists it. */
export interface Participant {
  CallId: string;
  ParticipantTag: ParticipantTag;
  To: string;
  /** Not always a number: a meeting's leg has SMA. */
  From: string;
  Direction: 'Inbound' | 'Outbound';
  /** Milliseconds since the epoch, as a string. */
  StartTimeInMilliseconds: string;
  /** Absent until the leg has been answered. */
  Status?: 'Connected' | 'Disconnected';
  /** X-…, User-to-User and Diversion as they were received, in their own spelling. */
  SipHeaders?: Record<string, string>;
}

/** Some of the service's examples write Leg-A. */
export const participantTag = z.pipe(
  z.string().check(z.regex(/^[Ll][Ee][Gg]-[AaBb]$/, 'must be LEG-A or LEG-B')),
  z.transform((tag: string) => tag.toUpperCase() as ParticipantTag),
);

export const participant = z.object({
  CallId: z.string().check(z.minLength(1)),
  ParticipantTag: participantTag,
  To: z.string(),
  From: z.string(),
  Direction: z.literal(['Inbound', 'Outbound']),
  StartTimeInMilliseconds: z.string().check(z.regex(/^\d+$/, 'must be milliseconds since 1970, as a string')),
  Status: z.optional(z.literal(['Connected', 'Disconnected'])),
  SipHeaders: z.optional(z.record(z.string(), z.string())),
});
