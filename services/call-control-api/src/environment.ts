import {
  dialCountries,
  dialQuotas,
  logLevel,
  region,
  signedInSettings,
  tableName,
  voiceConnectorDestinations,
} from '@patchbay/lambda';
import * as z from 'zod/mini';

const signedIn = { ...signedInSettings, CALLS_TABLE: tableName };
/** Where meetings are kept. */
const meetings = { MEETING_REGION: region };

export const readEnvironmentOf = {
  reading: z.object(signedIn),
  digits: z.object(signedIn),
  hangUp: z.object({ ...signedIn, ...meetings }),
  createCall: z.object({
    ...signedIn,
    ...meetings,
    /** Where their media is mixed. */
    MEDIA_REGION: region,
    REQUESTS_TABLE: tableName,
    COUNTERS_TABLE: tableName,
    DIAL_COUNTRIES: dialCountries,
    DIAL_QUOTAS: dialQuotas,
    VOICE_CONNECTOR_DESTINATIONS: voiceConnectorDestinations,
  }),
  browserPresence: z.object({ LOG_LEVEL: logLevel, CALLS_TABLE: tableName, ...meetings }),
};
