import { env } from 'node:process';
import { clientNameOf } from '../requests/client-name.ts';
import { BUNDLES } from './bundles.ts';
import type { FunctionDescription, ServiceDescription, ServiceMessage } from './description.ts';
import type { Serverless } from './serverless.ts';

/** The variable that tells a service's process to leave out functions in Python. */
export const WITHOUT_PYTHON = 'PATCHBAY_WITHOUT_PYTHON';

/** The variable that has a service's functions built again when a file is saved: for that moment, none can be invoked. */
export const WATCHING = 'PATCHBAY_WATCHING';

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
        const leftOut = env[WITHOUT_PYTHON] === undefined ? {} : takePython(service);
        send({ type: 'described', description: describe(service, leftOut) });
        dropEvents(service);
        nameClients(service);
      },
      'offline:start:init': () => undefined,
      'after:offline:start:init': () => send({ type: 'ready' }),
    };
  }
}

/** By default all runs of a service bundle into one folder, and each empties it for the others when it ends. */
function bundleApart(configuration: NonNullable<Serverless['configurationInput']>): void {
  const { custom } = configuration;
  const watch = env[WATCHING] === undefined && { watch: { pattern: [] } };
  configuration.custom = { ...custom, esbuild: { ...custom?.esbuild, outputWorkFolder: BUNDLES, ...watch } };
}

function send(message: ServiceMessage): void {
  process.send?.(message);
}

type Functions = Serverless['service']['functions'];

/** The functions in Python, which the service does not have any more. */
function takePython(service: Serverless['service']): Functions {
  const isPython = ([, { runtime }]: [string, Functions[string]]) => runtime?.startsWith('python') ?? false;
  const all = Object.entries(service.functions);
  service.functions = Object.fromEntries(all.filter((each) => !isPython(each)));
  return Object.fromEntries(all.filter(isPython));
}

function describe(
  { service, provider, functions, resources }: Serverless['service'],
  leftOut: Functions,
): ServiceDescription {
  return {
    service,
    stage: provider.stage,
    region: provider.region,
    functions: describeEach(functions),
    leftOut: describeEach(leftOut),
    resources: resources ?? {},
  };
}

function describeEach(functions: Functions): FunctionDescription[] {
  return Object.entries(functions).map(([key, { name, maximumRetryAttempts, events = [] }]) => ({
    key,
    name,
    ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
    events,
  }));
}

/** Served elsewhere: schedules by the clock of the calls, not the wall clock, and the HTTP API at one place for all services. */
function dropEvents({ functions }: Serverless['service']): void {
  for (const definition of Object.values(functions)) {
    definition.events = definition.events?.filter((event) => !('schedule' in event || 'httpApi' in event)) ?? [];
  }
}

/** Each request of an SDK client tells which function it is from: `observeRequests`. */
function nameClients({ functions }: Serverless['service']): void {
  for (const definition of Object.values(functions)) {
    definition.environment = { ...definition.environment, AWS_SDK_UA_APP_ID: clientNameOf(definition.name) };
  }
}
