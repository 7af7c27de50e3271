import { createLogger, readEnvironment } from '@patchbay/lambda';
import { readEnvironmentOf } from './environment.ts';
import { scheduling } from './scheduling/scheduling.ts';
import { SERVICE } from './signed-in.ts';
import { uploaded, type UploadedDeps } from './uploaded.ts';
import { createUploads } from './uploads.ts';

const environment = readEnvironment(readEnvironmentOf.uploaded, process.env);
const logger = createLogger({ serviceName: SERVICE, logLevel: environment.LOG_LEVEL });
const deps: UploadedDeps = {
  ...scheduling(environment),
  uploads: createUploads({ bucket: environment.UPLOADS_BUCKET }),
  organiser: environment.MAIL_ORGANISER.toLowerCase(),
  allowedDomain: environment.ALLOWED_DOMAIN,
};

export async function handler(event: unknown): Promise<void> {
  logger.info('a file was handed in', { outcome: await uploaded(event, deps) });
}
