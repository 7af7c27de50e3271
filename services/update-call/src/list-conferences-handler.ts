import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createConferences } from '@patchbay/repositories';
import { readEnvironmentOf } from './environment.ts';
import { forOperators } from './for-operators.ts';
import { listConferences } from './list-conferences.ts';

const environment = readEnvironment(readEnvironmentOf.listConferences, process.env);
const conferences = createConferences({ table: environment.CONFERENCES_TABLE, now: () => Date.now() });

export const handler = httpHandler(() => listConferences({ conferences }), forOperators(environment));
