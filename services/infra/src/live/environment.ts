import * as z from 'zod/mini';

const LOG_LEVEL = z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR');
const table = z.string().check(z.minLength(3, 'must be the name of a table'));

export const socketEnvironment = z.object({
  LOG_LEVEL,
  /** The table with live sockets and the tickets that open them. */
  CONNECTIONS_TABLE: table,
});

export const ticketEnvironment = z.object({
  LOG_LEVEL,
  CONNECTIONS_TABLE: table,
  /** The table with what infra found out, such as who signs people in. */
  SETTINGS_TABLE: table,
  ALLOWED_DOMAIN: z.string(),
});
