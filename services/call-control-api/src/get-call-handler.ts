import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createUserCalls } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { getCall } from './get-call.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.reading, process.env);
const userCalls = createUserCalls({ table: environment.CALLS_TABLE });

export const handler = httpHandler((request) => getCall(request, { userCalls }), signedIn(environment).options);
