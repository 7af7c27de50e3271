import {
  dialCountries,
  dialQuotas,
  flag,
  logLevel,
  meetingSettings,
  region,
  tableName,
  voiceConnectorDestinations,
} from '@patchbay/lambda';
import * as z from 'zod/mini';
import { numberList } from './lists.ts';
import { targetSchema } from './flows/take-back-and-transfer/target.ts';

/** JSON as text. */
const json = z.pipe(
  z.string('must be JSON'),
  z.transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: 'custom', message: 'must be JSON', input: text });
      return z.NEVER;
    }
  }),
);
const textMap = z.pipe(
  json,
  z.record(z.string(), z.string('must name a flow for each number'), 'must be a JSON object'),
);
const bot = z.pipe(json, z.object({ aliasArn: z.string(), localeId: z.string() }, 'must have aliasArn and localeId'));
/** An empty text. */
const nothing = z.pipe(
  z.literal(''),
  z.transform(() => undefined),
);
const bucketName = z.string().check(z.minLength(3, 'must be the name of a bucket'));
const whole = z.pipe(
  z.string('must be a whole number').check(z.regex(/^\d{1,6}$/, 'must be a whole number')),
  z.transform(Number),
);

/** What this function is deployed with. */
export const environmentSchema = z.object({
  LOG_LEVEL: logLevel,
  /** Throw when the first event of an inbound call can't be answered, so that the SIP rule's next target takes it. */
  FAIL_FIRST_INBOUND: flag,
  /** The table with what infra found out, such as the numbers that were ordered. */
  SETTINGS_TABLE: tableName,
  /** The table with an item for every call. */
  CALLS_TABLE: tableName,
  /** The table with the pairs of numbers by which calls are bridged to Connect. */
  PAIRS_TABLE: tableName,
  /** The table with the open live sockets, over which people are told what becomes of their calls. */
  CONNECTIONS_TABLE: tableName,
  /** Where meetings are kept, and where their media is mixed. */
  MEETING_REGION: region,
  MEDIA_REGION: region,
  CONFERENCES_TABLE: tableName,
  /** The table with who asked for what in a call. */
  AUDIT_TABLE: tableName,
  /** Whether operators open conferences, or whoever comes first with a PIN. */
  CONFERENCE_PINS: z.enum(['opened', 'free'], 'must be opened or free'),
  /** Whether callers wait to be admitted to conferences that callers open. */
  WAITING_ROOM: flag,
  WRONG_PINS_PER_HOUR: whole,
  MAX_HOLD_MINUTES: whole,
  /** The table with the meetings that people are invited to. */
  MEETINGS_TABLE: tableName,
  MEETING_SETTINGS: meetingSettings,
  /** The name of the secret that passcodes are digested with. */
  PASSCODE_KEY: z.string().check(z.minLength(3, 'must be the name of a secret')),
  CONNECT_NUMBERS: numberList,
  /** Our numbers that Connect sees as callers. */
  ROLLING_NUMBERS: numberList,
  /** Who may be dialled behind Voice Connectors. */
  VOICE_CONNECTOR_DESTINATIONS: voiceConnectorDestinations,
  /** How many calls may be placed, and the table in which they are counted. */
  DIAL_QUOTAS: dialQuotas,
  COUNTERS_TABLE: tableName,
  /** Where callers go when their transfer fails twice, as JSON; empty for nowhere. */
  TRANSFER_FALLBACK: z.union([nothing, z.pipe(json, targetSchema)], 'must be empty, or a target as JSON'),
  PROMPTS_BUCKET: bucketName,
  RECORDINGS_BUCKET: bucketName,
  /** The bot that callers talk to, as JSON; empty for none. */
  BOT: z.union([nothing, bot], 'must be empty, or a bot as JSON'),
  /** ISO 3166-1 codes; the first is our own. */
  DIAL_COUNTRIES: dialCountries,
  /** Flows of numbers that are known beforehand, by number. */
  NUMBER_FLOWS: textMap,
});

export type Environment = z.infer<typeof environmentSchema>;
