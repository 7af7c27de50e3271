import {
  dialCountries,
  jsonSetting,
  logLevel,
  meetingSettings,
  region,
  signedInSettings,
  tableName,
} from '@patchbay/lambda';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3, 'must be a name'));
const textMap = jsonSetting(z.record(z.string(), z.string()), 'must name a flow for each number, as JSON');

/** Empty where no e-mail is sent. */
const mailFrom = { MAIL_FROM: z.string('must be an e-mail address, or empty') };
const log = { LOG_LEVEL: logLevel };
const table = { MEETINGS_TABLE: tableName };
const queue = { INVITATIONS_QUEUE: name };
const counters = { COUNTERS_TABLE: tableName };
const passcodes = { PASSCODE_KEY: name };
const settings = { MEETING_SETTINGS: meetingSettings };
const scheduling = { ...table, ...queue, ...mailFrom, ...settings, DIAL_COUNTRIES: dialCountries };
/** Where meetings are kept, and where their media is mixed. */
const door = { ...table, MEETING_REGION: region, MEDIA_REGION: region };

export const readEnvironmentOf = {
  createMeeting: z.object({ ...signedInSettings, ...scheduling, ...counters }),
  addParticipants: z.object({ ...signedInSettings, ...scheduling }),
  uploaded: z.object({
    ...log,
    ...scheduling,
    UPLOADS_BUCKET: name,
    /** Whose meetings are those of files that do not say; empty for nobody's. */
    MAIL_ORGANISER: z.string('must be an e-mail address, or empty'),
    ALLOWED_DOMAIN: signedInSettings.ALLOWED_DOMAIN,
  }),
  listParticipants: z.object({ ...signedInSettings, ...table }),
  joinMeeting: z.object({ ...signedInSettings, ...door, ...counters, ...passcodes, ...settings }),
  joinAsGuest: z.object({ ...log, ...door, ...counters, ...settings }),
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
    ...settings,
    SETTINGS_TABLE: tableName,
    MAIL_CONFIGURATION_SET: z.string('must be the name of a configuration set, or empty'),
    /** Flows of numbers that are known beforehand, by number. */
    NUMBER_FLOWS: textMap,
  }),
  presence: z.object({ ...log, ...door }),
};
