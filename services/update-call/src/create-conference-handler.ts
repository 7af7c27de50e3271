import { randomInt, randomUUID } from 'node:crypto';
import { createConferenceRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createConferences } from '@patchbay/repositories';
import { createConference, type CreateConferenceDeps } from './create-conference.ts';
import { readEnvironmentOf } from './environment.ts';
import { forOperators } from './for-operators.ts';

const environment = readEnvironment(readEnvironmentOf.createConference, process.env);
const now = () => Date.now();
const deps: CreateConferenceDeps = {
  conferences: createConferences({ table: environment.CONFERENCES_TABLE, now }),
  waitingRoom: environment.WAITING_ROOM,
  randomInt: (below) => randomInt(below),
  now,
  uuid: randomUUID,
};

export const handler = httpHandler((request) => createConference(request, deps), {
  ...forOperators(environment),
  body: createConferenceRequest,
});
