/** The function of `$disconnect`. Settings are checked as it starts. */
import { randomBytes } from 'node:crypto';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { createConnections } from '@patchbay/repositories';
import { disconnect } from './live/disconnect.ts';
import { socketEnvironment } from './live/environment.ts';
import { socketHandler } from './live/socket-handler.ts';

const { LOG_LEVEL: logLevel, CONNECTIONS_TABLE: table } = readEnvironment(socketEnvironment, process.env);
const connections = createConnections({ table, now: () => Date.now(), random: randomBytes });

export const handler = socketHandler(
  (event) => disconnect(event, { connections }),
  createLogger({ serviceName: 'infra', logLevel }),
);
