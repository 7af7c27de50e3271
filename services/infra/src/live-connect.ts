/** The function of `$connect`. Settings are checked as it starts. */
import { randomBytes } from 'node:crypto';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { createConnections } from '@patchbay/repositories';
import { connect } from './live/connect.ts';
import { socketEnvironment } from './live/environment.ts';
import { socketHandler } from './live/socket-handler.ts';

const { LOG_LEVEL: logLevel, CONNECTIONS_TABLE: table } = readEnvironment(socketEnvironment, process.env);
const connections = createConnections({ table, now: () => Date.now(), random: randomBytes });

export const handler = socketHandler(
  (event) => connect(event, { connections }),
  createLogger({ serviceName: 'infra', logLevel }),
);
