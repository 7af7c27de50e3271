import * as z from 'zod/mini';

const table = z.string().check(z.minLength(3, 'must be the name of a table'));

const signedIn = {
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR'),
  /** Who signs people in. */
  SETTINGS_TABLE: table,
  /** Of e-mail addresses; empty for any. */
  ALLOWED_DOMAIN: z.string('must be a domain, or empty'),
};
const days = 'must be a number of days';

export const readEnvironmentOf = {
  createConference: z.object({
    ...signedIn,
    CONFERENCES_TABLE: table,
    /** Whether callers wait until they are admitted, where a conference does not say. */
    WAITING_ROOM: z.pipe(
      z.enum(['true', 'false'], 'must be true or false'),
      z.transform((value) => value === 'true'),
    ),
  }),
  listConferences: z.object({ ...signedIn, CONFERENCES_TABLE: table }),
  listLiveCalls: z.object({ ...signedIn, CALLS_TABLE: table, CONFERENCES_TABLE: table }),
  act: z.object({
    ...signedIn,
    CALLS_TABLE: table,
    AUDIT_TABLE: table,
    /** How long it is kept who asked for what. */
    AUDIT_DAYS: z.pipe(z.string(days).check(z.regex(/^[1-9]\d{0,3}$/, days)), z.transform(Number)),
  }),
};
