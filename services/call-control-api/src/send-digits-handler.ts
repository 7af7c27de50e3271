import { createVoice } from '@patchbay/chime';
import { digitsRequest } from '@patchbay/contracts';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createUserCalls } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { sendDigits } from './send-digits.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.digits, process.env);
const { options, telephony } = signedIn(environment);
const deps = { userCalls: createUserCalls({ table: environment.CALLS_TABLE }), voice: createVoice(), telephony };

export const handler = httpHandler((request) => sendDigits(request, deps), { ...options, body: digitsRequest });
