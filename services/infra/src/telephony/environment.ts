import { logLevel, region, tableName } from '@patchbay/lambda';
import * as z from 'zod/mini';

export const telephonyEnvironment = z.object({
  LOG_LEVEL: logLevel,
  AWS_REGION: region,
  /** Where numbers are looked for and ordered. */
  NUMBER_REGION: region,
  /** The table for who is at what. */
  REQUESTS_TABLE: tableName,
  /** The table for what is found out. */
  SETTINGS_TABLE: tableName,
});
