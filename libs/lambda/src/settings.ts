/** Environment variables that many functions have; the message is what a ConfigurationError says of any other text. */
import * as z from 'zod/mini';

/** LOG_LEVEL. */
export const logLevel = z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR');

export const tableName = z.string().check(z.minLength(3, 'must be the name of a table'));

export const region = z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region'));

export const flag = z.pipe(
  z.enum(['true', 'false'], 'must be true or false'),
  z.transform((value) => value === 'true'),
);

/** Of all functions for people who have signed in. */
export const signedInSettings = {
  LOG_LEVEL: logLevel,
  /** The table with what infra found out, such as who signs people in. */
  SETTINGS_TABLE: tableName,
  /** Of e-mail addresses; empty for any. */
  ALLOWED_DOMAIN: z.string('must be a domain, or empty'),
};
