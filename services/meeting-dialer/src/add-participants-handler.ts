import { addParticipantsRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { addParticipants } from './add-participants.ts';
import { readEnvironmentOf } from './environment.ts';
import { MAX_LIST_BYTES } from './limits.ts';
import { scheduling } from './scheduling/scheduling.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.addParticipants, process.env);
const deps = scheduling(environment);

export const handler = httpHandler((request) => addParticipants(request, deps), {
  ...signedIn(environment).options,
  body: addParticipantsRequest,
  maxBodyBytes: MAX_LIST_BYTES,
});
