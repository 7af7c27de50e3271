import * as z from 'zod/mini';
import { dialQuota } from './dial-settings.ts';
import { jsonSetting } from './json-setting.ts';

/** MEETING_SETTINGS: how meetings are that people are invited to. The stage's file was checked when it was deployed. */
export const meetingSettings = jsonSetting(
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
    quota: z.object({ perUser: dialQuota, total: dialQuota }),
    mailsPerSecond: z.int(),
    /** As granted to the account. */
    callsPerSecond: z.int(),
    activeCalls: z.int(),
  }),
  'must be the settings of meetings, as JSON',
);
