import { createMeetings, createVoice } from '@patchbay/chime';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createUserCalls } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { hangUp } from './hang-up.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.hangUp, process.env);
const { options, telephony } = signedIn(environment);
const deps = {
  userCalls: createUserCalls({ table: environment.CALLS_TABLE }),
  meetings: createMeetings({ region: environment.MEETING_REGION }),
  voice: createVoice(),
  telephony,
};

export const handler = httpHandler((request) => hangUp(request, deps), options);
