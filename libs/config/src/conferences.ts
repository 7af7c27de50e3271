import * as z from 'zod';

/** How callers join conferences. */
export const conferences = z.strictObject({
  /** `opened`: with the PIN of a conference that an operator has opened; `free`: with any PIN, whose conference opens with its first caller. */
  pins: z.enum(['opened', 'free']).default('opened'),
  /** Whether callers wait until an operator admits them, where the conference does not say. */
  waitingRoom: z.boolean().default(false),
  /** How many wrong PINs a caller may try. */
  wrongPinsPerHour: z.number().int().min(1).max(1_000).default(10),
  /** A caller who is held for longer is let go. */
  maxHoldMinutes: z.number().int().min(1).max(1_440).default(60),
});

export const defaultConferences: z.infer<typeof conferences> = {
  pins: 'opened',
  waitingRoom: false,
  wrongPinsPerHour: 10,
  maxHoldMinutes: 60,
};
