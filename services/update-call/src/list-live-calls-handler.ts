import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createConferences, createLiveCalls } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { forOperators } from './for-operators.ts';
import { listLiveCalls, type ListLiveCallsDeps } from './list-live-calls.ts';

const environment = readEnvironment(readEnvironmentOf.listLiveCalls, process.env);
const deps: ListLiveCallsDeps = {
  liveCalls: createLiveCalls({ table: environment.CALLS_TABLE, now: () => Date.now() }),
  conferences: createConferences({ table: environment.CONFERENCES_TABLE, now: () => Date.now() }),
};

export const handler = httpHandler((request) => listLiveCalls(request, deps), forOperators(environment));
