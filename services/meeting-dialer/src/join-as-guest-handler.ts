import { joinAsGuestRequest } from '@patchbay/contracts';
import { anybody, createLogger, httpHandler, readEnvironment } from '@patchbay/lambda';
import { createCounters } from '@patchbay/repositories';
import { entering } from './entering.ts';
import { readEnvironmentOf } from './environment.ts';
import { joinAsGuest, type JoinAsGuestDeps } from './join-as-guest.ts';
import { SERVICE } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.joinAsGuest, process.env);
const deps: JoinAsGuestDeps = {
  ...entering(environment),
  counters: createCounters({ table: environment.COUNTERS_TABLE }),
  guests: environment.MEETING_SETTINGS.guests,
};

export const handler = httpHandler((request) => joinAsGuest(request, deps), {
  logger: createLogger({ serviceName: SERVICE, logLevel: environment.LOG_LEVEL }),
  verify: anybody,
  body: joinAsGuestRequest,
});
