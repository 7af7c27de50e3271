import { randomUUID } from 'node:crypto';
import { createMeetings, createVoice } from '@patchbay/chime';
import { createCallRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createCounters, createRequests, createUserCalls } from '@patchbay/repositories';
import { createCall, type CreateCallDeps } from './create-call.ts';
import { dialling } from './dialling.ts';
import { readEnvironmentOf } from './environment.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.createCall, process.env);
const { options, telephony } = signedIn(environment);
const now = () => Date.now();
const deps: CreateCallDeps = {
  ...dialling(environment, createCounters({ table: environment.COUNTERS_TABLE }), now),
  requests: createRequests({ table: environment.REQUESTS_TABLE, now, uuid: randomUUID }),
  userCalls: createUserCalls({ table: environment.CALLS_TABLE }),
  meetings: createMeetings({ region: environment.MEETING_REGION }),
  voice: createVoice(),
  telephony,
  mediaRegion: environment.MEDIA_REGION,
  now,
  uuid: randomUUID,
};

export const handler = httpHandler((request) => createCall(request, deps), { ...options, body: createCallRequest });
