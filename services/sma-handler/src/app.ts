import { createLogger, reportTo, smaHandler, type SmaHandler } from '@patchbay/lambda';
import { createSettings, type FlowsByNumber } from '@patchbay/repositories';
import { createRouter, type Call, type Flow } from '@patchbay/sma';
import { createDeps } from './deps.ts';
import type { Environment } from './environment.ts';
import type { FlowDeps } from './flows/deps.ts';
import { createNumberFlows } from './number-flows.ts';

/** What a test may put in the place of the real thing. */
export interface Parts {
  deps?: FlowDeps;
  readNumbers?: () => Promise<FlowsByNumber>;
  /** Milliseconds. */
  now?: () => number;
}

/** The function, put together. */
export function createApp(environment: Environment, flows: readonly Flow<FlowDeps>[], parts: Parts = {}): SmaHandler {
  const { now = () => performance.now() } = parts;
  const logger = createLogger({ serviceName: 'sma-handler', logLevel: environment.LOG_LEVEL });
  const settings = createSettings({ table: environment.SETTINGS_TABLE });
  const flowOf = createNumberFlows({
    known: environment.NUMBER_FLOWS,
    read: parts.readNumbers ?? (() => settings.numberFlows()),
    onStale: (error) => logger.warn('number flows could not be read again', { error }),
    now,
  });
  const router = createRouter<FlowDeps>({
    flows,
    deps:
      parts.deps ??
      createDeps(environment, (error) => logger.error('nothing can be dialled: its quota is not known', { error })),
    flowFor: ({ legA }: Call) => (legA?.inbound === true ? flowOf(legA.to) : undefined),
    report: reportTo(logger),
    failFirstInbound: environment.FAIL_FIRST_INBOUND,
  });
  return smaHandler(router, logger, { now });
}
