/** Invoked by the contact flow's block "Transfer". Settings are checked as it starts. */
import { createVoice } from '@patchbay/chime';
import { connectHandler, createLogger, readEnvironment } from '@patchbay/lambda';
import { createPairTable } from '@patchbay/repositories';
import { transferCallEnvironment } from './environment.ts';
import { transferCall, type TransferCallDeps } from './transfer-call.ts';

/** With a read and a write of the table before it, the function ends within its 2 s. */
const UPDATE_MS = 1_200;

const environment = readEnvironment(transferCallEnvironment, process.env);
const deps: TransferCallDeps = {
  pairs: createPairTable({ table: environment.PAIRS_TABLE }),
  voice: createVoice({ deadlineMs: UPDATE_MS }),
  now: () => Date.now(),
  checkTransfer: async (request) => {
    const { checkTransfer, policyOf } = await import('@patchbay/dial-policy');
    return checkTransfer(request, {
      policy: policyOf(environment.DIAL_COUNTRIES),
      destinations: environment.VOICE_CONNECTOR_DESTINATIONS,
      connectNumbers: environment.CONNECT_NUMBERS,
    });
  },
};

export const handler = connectHandler(
  (request) => transferCall(request, deps),
  createLogger({ serviceName: 'connect-integration', logLevel: environment.LOG_LEVEL }),
);
