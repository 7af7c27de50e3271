import { isCountryCode } from '@patchbay/dial-policy';
import * as z from 'zod';
import { conferences, defaultConferences } from './conferences.ts';
import {
  defaultDialQuotas,
  dialQuotas,
  targetProblem,
  transferTarget,
  voiceConnectorDestinations,
} from './dialling.ts';
import { domain } from './domain.ts';
import { address, mail } from './mail.ts';
import { defaultMeetings, meetings } from './meetings.ts';
import { flowName, phoneNumber } from './numbers.ts';
import { mediaRegions, meetingRegions, voiceRegions } from './regions.ts';
import { defaultSite, site } from './site.ts';
import { defaultTelephony, telephony } from './telephony.ts';
import { userPool } from './user-pool.ts';

/** Periods that CloudWatch Logs accepts. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const country = z.string().refine(isCountryCode, 'must be an ISO 3166-1 country code such as US');
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
const notE164 = 'every key must be an E.164 number such as +12065550100';
const perSecond = z.number().int().min(1).max(1_000);

const numberList = z.array(phoneNumber);

const origin = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'must be an origin such as https://app.example.com');

const settings = z.strictObject({
  /** Where the SIP media application and its functions are. */
  region: z.enum(voiceRegions),
  /** Where meetings mix their media. */
  mediaRegion: z.enum(mediaRegions),
  /** Where meetings are kept; `region` when absent, if it is one of these. */
  meetingRegion: z.enum(meetingRegions).optional(),
  /** The country whose numbers are dialled without a country code. */
  country,
  /** Countries whose numbers may be dialled; the stage's own when absent. */
  dialCountries: z.array(country).min(1).optional(),
  /** What the names of buckets begin with; no other AWS account may use the same. */
  bucketPrefix: z.string().regex(/^[a-z0-9][a-z0-9-]{2,29}$/, 'must be 3 to 30 lower-case letters, digits and hyphens'),
  /** The Lex bot that callers talk to; there is none when absent. */
  bot: z
    .strictObject({
      aliasArn: z
        .string()
        .regex(/^arn:aws[\w-]*:lex:[a-z0-9-]+:\d{12}:bot-alias\/\w+\/\w+$/, 'must be the ARN of a bot alias'),
      localeId: z.string().regex(/^[a-z]{2}_[A-Z]{2}$/, 'must be a locale such as en_US'),
    })
    .optional(),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
  logRetentionDays: z.literal(retentionDays),
  /** As granted to the account: "SIP media application" quotas of the Amazon Chime SDK. */
  quotas: z.strictObject({
    /** CreateSipMediaApplicationCall a second. */
    callsPerSecond: perSecond,
    /** UpdateSipMediaApplicationCall a second. */
    updatesPerSecond: perSecond,
    /** Legs at once: a bridge counts as two. */
    activeCalls: z.number().int().min(1).max(100_000),
  }),
  /** Fail the first event of an inbound call that can't be answered, so that the SIP rule's next target takes it. */
  failFirstInbound: z.boolean().default(false),
  /** Flows of numbers that the account has already; numbers that infra orders are looked up in its table. */
  numbers: z
    .record(e164, flowName, { error: ({ code }) => (code === 'invalid_key' ? notE164 : undefined) })
    .default({}),
  /** Numbers to order, and what leads their calls to flows. */
  telephony: telephony.default(defaultTelephony),
  /** Amazon Connect, with which calls are exchanged; there is none when absent. */
  connect: z
    .strictObject({
      /** Of the instance that the account has; without one, its functions are deployed, and nothing in Connect. */
      instanceId: z.uuid('must be the id of a Connect instance').optional(),
      /** Its numbers, which lead to our contact flow. */
      numbers: numberList,
      /** Our numbers that it sees as callers. */
      rollingNumbers: numberList,
      /** Where its contact flow sends calls. */
      transfer: transferTarget,
      /** Where callers go when their transfer fails twice; nowhere when absent. */
      fallback: transferTarget.optional(),
    })
    .optional(),
  /** No e-mail is sent when absent. */
  mail: mail.optional(),
  alarms: z
    .strictObject({
      /** Who is told; nobody when absent. AWS asks the address first whether it wants to be. */
      email: address.optional(),
      /** Whether each function, table and queue of dead letters has its own, which cost the most. */
      perResource: z.boolean().default(true),
    })
    .default({ perResource: true }),
  /** Where the pages are, and the API beside them. */
  site: site.default(defaultSite),
  /** Only who has a confirmed e-mail address at this very domain may sign up and call; everybody when absent. */
  allowedDomain: domain.optional(),
  /** Where people sign in, if not in a pool of infra's own. Its groups and its triggers are left as they are. */
  userPool: userPool.optional(),
  /** Whether people may sign in by sending their password, as `curl` can, and not only by proving that they know it (SRP). */
  passwordSignIn: z.boolean().default(false),
  /** Who behind Voice Connectors may be dialled, and be sent calls. */
  voiceConnectorDestinations: voiceConnectorDestinations.default([]),
  /** How many calls may be placed by one user, and by all together. */
  dialQuotas: dialQuotas.default(defaultDialQuotas),
  /** Conferences that callers join with a PIN. */
  conferences: conferences.default(defaultConferences),
  /** Meetings that people are invited to. */
  meetings: meetings.default(defaultMeetings),
  /** How long it is kept who asked for what in whose call. */
  auditDays: z.number().int().min(1).max(3_653).default(365),
  /** Origins other than the API's own whose pages may use it; none when absent. */
  corsOrigins: z.array(origin).min(1).optional(),
  /** How many requests the HTTP API takes, from all together; what is more is refused. */
  httpApi: z
    .strictObject({ ratePerSecond: perSecond.default(50), burst: perSecond.default(100) })
    .default({ ratePerSecond: 50, burst: 100 }),
});

/** What a file under `stages/` says. Everything else about a stage is derived from this. */
export const stageSchema = settings.superRefine((stage, context) => {
  const { connect, numbers, telephony, voiceConnectorDestinations: destinations } = stage;
  for (const name of ['transfer', 'fallback'] as const) {
    const message = targetProblem(connect?.[name], destinations);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['connect', name], message });
  }
  if (telephony.callerId !== undefined && !Object.hasOwn(numbers, telephony.callerId)) {
    context.addIssue({ code: 'custom', path: ['telephony', 'callerId'], message: 'must be one of numbers' });
  }
});

export type StageSettings = z.infer<typeof stageSchema>;
