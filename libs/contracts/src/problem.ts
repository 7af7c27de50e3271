import * as z from 'zod/mini';

/** What every error of the APIs is: `application/problem+json` (RFC 9457). */
export const problem = z.object({
  /** In a few words; the same for the same kind of problem. */
  title: z.string(),
  /** The HTTP status. */
  status: z.int(),
  /** For programs: the kind of problem, such as `premium-rate` or `not-talking`. */
  code: z.string(),
  /** For people: what is wrong and what to do. */
  detail: z.optional(z.string()),
  /** Which step of the work failed. */
  step: z.optional(z.string()),
  /** The places of the request that are wrong. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

export type Problem = z.infer<typeof problem>;
