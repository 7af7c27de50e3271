import * as z from 'zod';
import { defaultDialQuotas, dialQuotas } from './dialling.ts';

/** Meetings that people are invited to. */
export const meetings = z.strictObject({
  /** Wrong passcodes in one meeting, of all together; then only who is on its list may try, each for himself. */
  wrongPasscodes: z.number().int().min(1).max(1_000).default(20),
  /** Wrong passcodes of one caller, or of one user, in an hour. */
  guesses: z.number().int().min(1).max(100).default(10),
  /** How often a call that nobody answers is placed again. */
  retries: z.number().int().min(0).max(5).default(1),
  /** Whether people who have not signed in may join with the link of their invitation. */
  guests: z.boolean().default(false),
  /** How long a meeting can be joined. */
  hours: z.number().int().min(1).max(168).default(24),
  /** How many calls the organiser of meetings may have placed, and all of them together. */
  quota: dialQuotas.default({ ...defaultDialQuotas, perUser: { calls: 500, windowSeconds: 3_600 } }),
  /** As granted to the account by SES; 1 in its sandbox. */
  mailsPerSecond: z.number().int().min(1).max(100).default(10),
});

export const defaultMeetings: z.infer<typeof meetings> = meetings.parse({});
