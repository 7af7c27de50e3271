import { randomUUID } from 'node:crypto';
import { createVoice } from '@patchbay/chime';
import { actionRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createAudit, createLiveCalls } from '@patchbay/repositories';
import { act, type ActDeps } from './act.ts';
import { readEnvironmentOf } from './environment.ts';
import { forOperators } from './for-operators.ts';

const environment = readEnvironment(readEnvironmentOf.act, process.env);
const deps: ActDeps = {
  liveCalls: createLiveCalls({ table: environment.CALLS_TABLE, now: () => Date.now() }),
  audit: createAudit({ table: environment.AUDIT_TABLE, keepDays: environment.AUDIT_DAYS }),
  voice: createVoice(),
  now: () => Date.now(),
  uuid: randomUUID,
};

export const handler = httpHandler((request) => act(request, deps), {
  ...forOperators(environment),
  body: actionRequest,
});
