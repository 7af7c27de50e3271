/** The function behind the SIP media application. Settings are checked as it starts, so a wrong one fails the deployment's first call with its name. */
import { readEnvironment } from '@patchbay/lambda';
import { createApp } from './app.ts';
import { environmentSchema } from './environment.ts';
import { flows } from './flows/index.ts';

export const handler = createApp(readEnvironment(environmentSchema, process.env), flows);
