import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createUserCalls } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { listCalls } from './list-calls.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.reading, process.env);
const userCalls = createUserCalls({ table: environment.CALLS_TABLE });

export const handler = httpHandler((request) => listCalls(request, { userCalls }), signedIn(environment).options);
