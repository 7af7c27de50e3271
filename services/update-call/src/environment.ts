import { flag, signedInSettings, tableName } from '@patchbay/lambda';
import * as z from 'zod/mini';

const days = 'must be a number of days';

export const readEnvironmentOf = {
  createConference: z.object({
    ...signedInSettings,
    CONFERENCES_TABLE: tableName,
    /** Whether callers wait until they are admitted, where a conference does not say. */
    WAITING_ROOM: flag,
  }),
  listConferences: z.object({ ...signedInSettings, CONFERENCES_TABLE: tableName }),
  listLiveCalls: z.object({ ...signedInSettings, CALLS_TABLE: tableName, CONFERENCES_TABLE: tableName }),
  act: z.object({
    ...signedInSettings,
    CALLS_TABLE: tableName,
    AUDIT_TABLE: tableName,
    /** How long it is kept who asked for what. */
    AUDIT_DAYS: z.pipe(z.string(days).check(z.regex(/^[1-9]\d{0,3}$/, days)), z.transform(Number)),
  }),
};
