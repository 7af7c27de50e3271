import { dialCountries, dialQuotas, voiceConnectorDestinations } from '@patchbay/lambda';
import * as z from 'zod/mini';

const table = z.string().check(z.minLength(3, 'must be the name of a table'));
const region = z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region'));

const signedIn = {
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR'),
  /** Who signs people in, and what calls are placed with. */
  SETTINGS_TABLE: table,
  /** Of e-mail addresses; empty for any. */
  ALLOWED_DOMAIN: z.string('must be a domain, or empty'),
  CALLS_TABLE: table,
};
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
    REQUESTS_TABLE: table,
    COUNTERS_TABLE: table,
    DIAL_COUNTRIES: dialCountries,
    DIAL_QUOTAS: dialQuotas,
    VOICE_CONNECTOR_DESTINATIONS: voiceConnectorDestinations,
  }),
  browserPresence: z.object({ LOG_LEVEL: signedIn.LOG_LEVEL, CALLS_TABLE: table, ...meetings }),
};
