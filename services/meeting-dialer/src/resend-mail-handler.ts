import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createCounters, createParticipants, createScheduledMeetings } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { createInvitations } from './invitations.ts';
import { resendMail, type ResendMailDeps } from './resend-mail.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.resendMail, process.env);
const now = () => Date.now();
const inTable = { table: environment.MEETINGS_TABLE, now };
const deps: ResendMailDeps = {
  scheduledMeetings: createScheduledMeetings(inTable),
  participants: createParticipants(inTable),
  invitations: createInvitations({ queue: environment.INVITATIONS_QUEUE }),
  counters: createCounters({ table: environment.COUNTERS_TABLE }),
  sendsMail: environment.MAIL_FROM !== '',
  now,
};

export const handler = httpHandler((request) => resendMail(request, deps), signedIn(environment).options);
