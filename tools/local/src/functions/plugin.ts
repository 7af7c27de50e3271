import { BUNDLES } from './bundles.ts';
import type { ServiceDescription, ServiceMessage } from './description.ts';
import type { Serverless } from './serverless.ts';

const text = { type: 'string' };
const flag = { type: 'boolean' };

/** The command that serverless-offline brings; a service without functions needs no such plugin. */
const OFFLINE = {
  offline: {
    commands: {
      start: {
        lifecycleEvents: ['init'],
        options: {
          host: text,
          lambdaPort: text,
          websocketPort: text,
          noSponsor: flag,
        },
      },
    },
  },
};

/** Tells the parent process what the service consists of and when serverless-offline serves it. */
export class LocalPlugin {
  readonly commands: Readonly<Record<string, unknown>>;
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor({ configurationInput, service, pluginManager }: Serverless) {
    if (configurationInput) bundleApart(configurationInput);
    const onlyResources = Object.keys(service.functions).length === 0;
    this.commands = onlyResources && !('offline' in pluginManager.commands) ? OFFLINE : {};
    this.hooks = {
      initialize: () => {
        send({ type: 'described', description: describe(service) });
        dropEvents(service);
      },
      'offline:start:init': () => undefined,
      'after:offline:start:init': () => send({ type: 'ready' }),
    };
  }
}

/** By default all runs of a service bundle into one folder, and each empties it for the others when it ends. */
function bundleApart(configuration: NonNullable<Serverless['configurationInput']>): void {
  const { custom } = configuration;
  configuration.custom = { ...custom, esbuild: { ...custom?.esbuild, outputWorkFolder: BUNDLES } };
}

function send(message: ServiceMessage): void {
  process.send?.(message);
}

function describe({ service, provider, functions, resources }: Serverless['service']): ServiceDescription {
  return {
    service,
    stage: provider.stage,
    region: provider.region,
    functions: Object.entries(functions).map(([key, { name, maximumRetryAttempts, events = [] }]) => ({
      key,
      name,
      ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
      events,
    })),
    resources: resources ?? {},
  };
}

/** Served elsewhere: schedules by the clock of the calls, not the wall clock, and the HTTP API at one place for all services. */
function dropEvents({ functions }: Serverless['service']): void {
  for (const definition of Object.values(functions)) {
    definition.events = definition.events?.filter((event) => !('schedule' in event || 'httpApi' in event)) ?? [];
  }
}
