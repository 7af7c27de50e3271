import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createParticipants, createScheduledMeetings } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { listParticipants } from './list-participants.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.listParticipants, process.env);
const options = { table: environment.MEETINGS_TABLE, now: () => Date.now() };
const deps = {
  scheduledMeetings: createScheduledMeetings(options),
  participants: createParticipants(options),
};

export const handler = httpHandler((request) => listParticipants(request, deps), signedIn(environment).options);
