/** The function behind the custom resources of telephony. Settings are checked as it starts. */
import { customResourceHandler } from '@patchbay/custom-resource';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { createSettingsWriter } from '@patchbay/repositories';
import { createChime } from './telephony/chime.ts';
import { telephonyEnvironment } from './telephony/environment.ts';
import { telephonyResources } from './telephony/resources.ts';

const environment = readEnvironment(telephonyEnvironment, process.env);
const settingsTable = environment.SETTINGS_TABLE;

export const handler = customResourceHandler({
  resources: telephonyResources({
    chime: createChime({ region: environment.AWS_REGION, numberRegion: environment.NUMBER_REGION }),
    writer: createSettingsWriter({ table: settingsTable, deadlineMs: 10_000 }),
    settingsTable,
  }),
  logger: createLogger({ serviceName: 'infra', logLevel: environment.LOG_LEVEL }),
});
