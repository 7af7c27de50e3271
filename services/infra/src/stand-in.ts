/** The function behind the SIP media application until a service has attached its own. */
import { createLogger, logLevel, readEnvironment, reportTo, smaHandler } from '@patchbay/lambda';
import { createRouter } from '@patchbay/sma';
import * as z from 'zod/mini';
import { notReady } from './stand-in/not-ready.ts';

const { LOG_LEVEL } = readEnvironment(z.object({ LOG_LEVEL: logLevel }), process.env);
const logger = createLogger({ serviceName: 'infra', logLevel: LOG_LEVEL });
const router = createRouter({
  flows: [notReady],
  deps: {},
  flowFor: () => notReady.name,
  report: reportTo(logger),
});

export const handler = smaHandler(router, logger);
