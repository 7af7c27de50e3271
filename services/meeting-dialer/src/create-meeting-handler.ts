import { createMeetingRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createCounters } from '@patchbay/repositories';
import { createMeeting } from './create-meeting.ts';
import { readEnvironmentOf } from './environment.ts';
import { MAX_LIST_BYTES } from './limits.ts';
import { scheduling } from './scheduling/scheduling.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.createMeeting, process.env);
const deps = { ...scheduling(environment), counters: createCounters({ table: environment.COUNTERS_TABLE }) };

export const handler = httpHandler((request) => createMeeting(request, deps), {
  ...signedIn(environment).options,
  body: createMeetingRequest,
  maxBodyBytes: MAX_LIST_BYTES,
});
