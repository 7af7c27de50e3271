import { setTimeout } from 'node:timers/promises';
import { createMeetings } from '@patchbay/chime';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { createUserCalls } from '@patchbay/repositories';
import { browserPresence } from './browser-presence.ts';
import { readEnvironmentOf } from './environment.ts';

const environment = readEnvironment(readEnvironmentOf.browserPresence, process.env);
const logger = createLogger({ serviceName: 'call-control-api', logLevel: environment.LOG_LEVEL });
const deps = {
  userCalls: createUserCalls({ table: environment.CALLS_TABLE }),
  meetings: createMeetings({ region: environment.MEETING_REGION }),
  pause: (ms: number) => setTimeout(ms),
};

export async function handler(event: unknown): Promise<void> {
  logger.info('a browser came or went', { outcome: await browserPresence(event, deps) });
}
