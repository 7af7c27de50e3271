import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createVoice } from '@patchbay/chime';
import { createLogger, createSecret, keptSetting, readEnvironment } from '@patchbay/lambda';
import { passcodeDigest } from '@patchbay/meetings';
import {
  createCounters,
  createLines,
  createParticipants,
  createScheduledMeetings,
  createSettings,
} from '@patchbay/repositories';
import type { Context } from 'aws-lambda';
import { readEnvironmentOf } from './environment.ts';
import { createInvitations } from './invitations.ts';
import { credentials } from './invite/credentials.ts';
import { inviteBatch, type BatchResponse } from './invite/invite-batch.ts';
import { invite, type InviteDeps } from './invite/invite.ts';
import { createMailer } from './mail/mailer.ts';
import { dialInNumber, quotaOf } from './numbers.ts';
import { SERVICE } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.invite, process.env);
const { MAIL_FROM: from, MAIL_CONFIGURATION_SET: configurationSet, COUNTERS_TABLE } = environment;
const { retries, quota, mailsPerSecond, callsPerSecond, activeCalls } = environment.MEETING_SETTINGS;
const logger = createLogger({ serviceName: SERVICE, logLevel: environment.LOG_LEVEL });
const now = () => Date.now();
const inTable = { table: environment.MEETINGS_TABLE, now };
const settings = createSettings({ table: environment.SETTINGS_TABLE });
const counters = createCounters({ table: COUNTERS_TABLE });
const report = (error: unknown) => logger.error('an invitation failed', { error: error as Error });
const deps: InviteDeps = {
  scheduledMeetings: createScheduledMeetings(inTable),
  participants: createParticipants(inTable),
  lines: createLines({ table: COUNTERS_TABLE }),
  counters,
  quota: quotaOf(quota, counters, now),
  invitations: createInvitations({ queue: environment.INVITATIONS_QUEUE }),
  mailer: from === '' ? undefined : createMailer({ from, configurationSet }),
  credentials: credentials({
    digest: passcodeDigest(createSecret({ name: environment.PASSCODE_KEY, now })),
    randomInt: (below) => randomInt(below),
    randomBytes,
  }),
  voice: createVoice(),
  telephony: keptSetting(() => settings.telephony(), 'telephony'),
  site: () => settings.site(),
  dialIn: dialInNumber(environment.NUMBER_FLOWS, settings),
  ...{ retries, mailsPerSecond, callsPerSecond, activeCalls },
  report,
  note: (text) => logger.warn(text),
  now,
  sleep: (ms) => setTimeout(ms),
};

export function handler(event: unknown, context: Context): Promise<BatchResponse> {
  return inviteBatch(event, {
    invite: (message) => invite(message, deps, () => context.getRemainingTimeInMillis()),
    done: ({ series }, invited) => logger.info('invitations were seen to', { series, ...invited }),
    failed: report,
  });
}
