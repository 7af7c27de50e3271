/** Environment variables of all functions that dial. The stage's file was checked when it was deployed. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

export const dialQuota = z.object({ calls: z.int(), windowSeconds: z.int() });

/** VOICE_CONNECTOR_DESTINATIONS: who may be dialled behind Voice Connectors. */
export const voiceConnectorDestinations = jsonSetting(
  z.array(z.object({ arn: z.string(), users: z.array(z.string()) })),
  'must be Voice Connectors with their users, as JSON',
);

/** DIAL_QUOTAS: how many calls may be placed in how many seconds. */
export const dialQuotas = jsonSetting(
  z.object({ perUser: dialQuota, total: dialQuota }),
  'must be calls and windowSeconds of perUser and total, as JSON',
);

/** DIAL_COUNTRIES: ISO 3166-1 codes of the countries that may be dialled, with commas; the first is our own. */
export const dialCountries = z.pipe(
  z
    .string('must be country codes with commas')
    .check(z.regex(/^[A-Z]{2}(,[A-Z]{2})*$/, 'must be country codes with commas')),
  z.transform((text) => text.split(',')),
);
