/** The function behind the custom resources of telephony. Settings are checked as it starts. */
import { randomUUID } from 'node:crypto';
import { customResourceHandler } from '@patchbay/custom-resource';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { createRequests, createSettingsWriter } from '@patchbay/repositories';
import { createChime } from './telephony/chime.ts';
import { telephonyEnvironment } from './telephony/environment.ts';
import { LOCK_S, lockIn } from './telephony/lock.ts';
import { telephonyResources } from './telephony/resources.ts';

const environment = readEnvironment(telephonyEnvironment, process.env);
const settingsTable = environment.SETTINGS_TABLE;
const deadlineMs = 10_000;

export const handler = customResourceHandler({
  resources: telephonyResources({
    chime: createChime({ region: environment.AWS_REGION, numberRegion: environment.NUMBER_REGION }),
    writer: createSettingsWriter({ table: settingsTable, deadlineMs }),
    settingsTable,
  }),
  lock: lockIn(
    createRequests({
      table: environment.REQUESTS_TABLE,
      now: Date.now,
      uuid: randomUUID,
      patienceS: LOCK_S,
      deadlineMs,
    }),
  ),
  logger: createLogger({ serviceName: 'infra', logLevel: environment.LOG_LEVEL }),
});
