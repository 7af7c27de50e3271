/** Invoked by the contact flow's block "Get data". Settings are checked as it starts. */
import { connectHandler, createLogger, readEnvironment } from '@patchbay/lambda';
import { createPairTable } from '@patchbay/repositories';
import { getCallDataEnvironment } from './environment.ts';
import { getCallData } from './get-call-data.ts';

const { LOG_LEVEL: logLevel, PAIRS_TABLE: table } = readEnvironment(getCallDataEnvironment, process.env);
const pairs = createPairTable({ table });

export const handler = connectHandler(
  (request) => getCallData(request, { pairs }),
  createLogger({ serviceName: 'connect-integration', logLevel }),
);
