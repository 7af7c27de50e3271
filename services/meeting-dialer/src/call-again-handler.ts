import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createParticipants, createScheduledMeetings } from '@patchbay/repositories';
import { callAgain, type CallAgainDeps } from './call-again.ts';
import { readEnvironmentOf } from './environment.ts';
import { createInvitations } from './invitations.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.callAgain, process.env);
const now = () => Date.now();
const inTable = { table: environment.MEETINGS_TABLE, now };
const deps: CallAgainDeps = {
  scheduledMeetings: createScheduledMeetings(inTable),
  participants: createParticipants(inTable),
  invitations: createInvitations({ queue: environment.INVITATIONS_QUEUE }),
  now,
};

export const handler = httpHandler((request) => callAgain(request, deps), signedIn(environment).options);
