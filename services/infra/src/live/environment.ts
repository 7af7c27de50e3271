import { logLevel, signedInSettings, tableName } from '@patchbay/lambda';
import * as z from 'zod/mini';

export const socketEnvironment = z.object({
  LOG_LEVEL: logLevel,
  /** The table with live sockets and the tickets that open them. */
  CONNECTIONS_TABLE: tableName,
});

export const ticketEnvironment = z.object({ ...signedInSettings, CONNECTIONS_TABLE: tableName });
