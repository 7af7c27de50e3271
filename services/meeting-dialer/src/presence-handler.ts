import { createLogger, readEnvironment } from '@patchbay/lambda';
import { entering } from './entering.ts';
import { readEnvironmentOf } from './environment.ts';
import { presence } from './presence.ts';
import { SERVICE } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.presence, process.env);
const logger = createLogger({ serviceName: SERVICE, logLevel: environment.LOG_LEVEL });
const deps = entering(environment);

export async function handler(event: unknown): Promise<void> {
  logger.info('somebody came or went', { outcome: await presence(event, deps) });
}
