import { dialCountries, jsonSetting, logLevel, region, signedInSettings, tableName } from '@patchbay/lambda';
import * as z from 'zod/mini';

/** The stage's file was checked when it was deployed. */
const quota = z.object({ calls: z.int(), windowSeconds: z.int() });
const settings = jsonSetting(
  z.object({
    /** Wrong passcodes in a meeting, until only those on its list may try. */
    wrongPasscodes: z.int(),
    /** Wrong ones of one caller or user in an hour. */
    guesses: z.int(),
    /** How often a call that nobody answers is placed again. */
    retries: z.int(),
    guests: z.boolean(),
    /** How long a meeting can be joined. */
    hours: z.int(),
    /** How many calls one organiser may have placed, and all together. */
    quota: z.object({ perUser: quota, total: quota }),
    mailsPerSecond: z.int(),
    /** As granted to the account. */
    callsPerSecond: z.int(),
    activeCalls: z.int(),
  }),
  'must be the settings of meetings, as JSON',
);
const name = z.string().check(z.minLength(3, 'must be a name'));
const textMap = jsonSetting(z.record(z.string(), z.string()), 'must name a flow for each number, as JSON');

/** Empty where no e-mail is sent. */
const mailFrom = { MAIL_FROM: z.string('must be an e-mail address, or empty') };
const log = { LOG_LEVEL: logLevel };
const table = { MEETINGS_TABLE: tableName };
const queue = { INVITATIONS_QUEUE: name };
const counters = { COUNTERS_TABLE: tableName };
const passcodes = { PASSCODE_KEY: name };
const meetingSettings = { MEETING_SETTINGS: settings };
const scheduling = { ...table, ...queue, ...mailFrom, ...meetingSettings, DIAL_COUNTRIES: dialCountries };
/** Where meetings are kept, and where their media is mixed. */
const door = { ...table, MEETING_REGION: region, MEDIA_REGION: region };

export const readEnvironmentOf = {
  scheduling: z.object({ ...signedInSettings, ...scheduling }),
  uploaded: z.object({
    ...log,
    ...scheduling,
    UPLOADS_BUCKET: name,
    /** Whose meetings are those of files that do not say; empty for nobody's. */
    MAIL_ORGANISER: z.string('must be an e-mail address, or empty'),
    ALLOWED_DOMAIN: signedInSettings.ALLOWED_DOMAIN,
  }),
  listParticipants: z.object({ ...signedInSettings, ...table }),
  joinMeeting: z.object({ ...signedInSettings, ...door, ...counters, ...passcodes, ...meetingSettings }),
  joinAsGuest: z.object({ ...log, ...door, ...counters, ...meetingSettings }),
  endMeeting: z.object({ ...signedInSettings, ...table, MEETING_REGION: region }),
  resendMail: z.object({ ...signedInSettings, ...table, ...queue, ...counters, ...mailFrom }),
  callAgain: z.object({ ...signedInSettings, ...table, ...queue }),
  invite: z.object({
    ...log,
    ...table,
    ...queue,
    ...counters,
    ...passcodes,
    ...mailFrom,
    ...meetingSettings,
    SETTINGS_TABLE: tableName,
    MAIL_CONFIGURATION_SET: z.string('must be the name of a configuration set, or empty'),
    /** Flows of numbers that are known beforehand, by number. */
    NUMBER_FLOWS: textMap,
  }),
  presence: z.object({ ...log, ...door }),
};
