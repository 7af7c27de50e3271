import { createMeetingRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createMeeting } from './create-meeting.ts';
import { readEnvironmentOf } from './environment.ts';
import { MAX_LIST_BYTES } from './limits.ts';
import { scheduling } from './scheduling/scheduling.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.scheduling, process.env);
const deps = scheduling(environment);

export const handler = httpHandler((request) => createMeeting(request, deps), {
  ...signedIn(environment).options,
  body: createMeetingRequest,
  maxBodyBytes: MAX_LIST_BYTES,
});
