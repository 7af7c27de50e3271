import { createLogger, reportTo, smaHandler, type SmaHandler } from '@patchbay/lambda';
import { createSettings, type FlowsByNumber } from '@patchbay/repositories';
import { createRouter, MEETING_NUMBER, type Call, type Flow } from '@patchbay/sma';
import { createDeps } from './deps.ts';
import type { Environment } from './environment.ts';
import { clickToCall } from './flows/click-to-call/index.ts';
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
      createDeps(environment, {
        onQuota: (error) => logger.error('nothing can be dialled: its quota is not known', { error }),
        onLive: (error) => logger.warn('somebody could not be told about a call', { error }),
        onAside: (error) => logger.warn('something failed beside a call, which goes on', { error }),
        onNoPair: (reason) => logger.warn('no pair of numbers was free', { reason }),
      }),
    flowFor: ({ legA }: Call) => (legA?.inbound === true ? flowOf(legA.to) : flowOfPlaced(legA?.to)),
    report: reportTo(logger),
    failFirstInbound: environment.FAIL_FIRST_INBOUND,
  });
  return smaHandler(router, logger, { now });
}

/** Calls into meetings are of one flow: so they are known although the answer to their first event was lost. */
function flowOfPlaced(to: string | undefined): string | undefined {
  return to === MEETING_NUMBER ? clickToCall.name : undefined;
}
