/** Invoked by the contact flow's block "Transfer". Settings are checked as it starts. */
import { createVoice } from '@patchbay/chime';
import { connectHandler, createLogger, readEnvironment } from '@patchbay/lambda';
import { createPairTable } from '@patchbay/repositories';
import { transferCallEnvironment } from './environment.ts';
import { transferCall, type TransferCallDeps } from './transfer-call.ts';

/** A read and a write of the table, and the update: at their slowest, the function still answers within its 2 s. */
const TABLE_MS = 500;
const UPDATE_MS = 900;

const environment = readEnvironment(transferCallEnvironment, process.env);
const deps: TransferCallDeps = {
  pairs: createPairTable({ table: environment.PAIRS_TABLE, deadlineMs: TABLE_MS }),
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
