import { Refusal } from '../aws/refusal.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { surroundings } from '../config/apply.ts';
import { loadContactFlows, openContactCentres } from '../config/contact-centres.ts';
import { configFunctions } from '../config/functions.ts';
import { provisionOf } from '../config/provision.ts';
import type { ConnectFunctions } from '../connect/run/functions.ts';
import type { Functions } from '../engine/ports.ts';
import { InputError, messageOf } from '../errors.ts';
import { listed } from '../faults/plans.ts';
import { withFaults } from '../faults/with-faults.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import { type RunningEmulator, type StartOptions, startEmulator } from '../server/start-emulator.ts';
import type { StartCommandOptions } from './start-options.ts';

export interface Serving {
  emulator: RunningEmulator;
  /** Ends all calls, frees the port, and ends the functions' processes. */
  stop(): Promise<void>;
}

/**
 * Starts the emulator of a configuration, then its functions, which are told where it answers.
 * @throws {InputError} the port can't be had, a function can't be loaded, or what is provisioned can't be
 */
export async function startServing(options: StartCommandOptions): Promise<Serving> {
  const { config, clock, host, port, seed, state } = options;
  const ready = Promise.withResolvers<OwnedFunctions>();
  // Whoever calls before the functions are loaded waits for them.
  const functions: Functions = { invoke: async (request) => (await ready.promise).invoke(request) };
  const { accountId, region, faults } = config;
  const flows = await loadContactFlows(config);
  const emulator = await open({
    ...surroundings(config),
    functions: faults.length > 0 ? withFaults(functions, listed(faults)) : functions,
    ...(clock === 'virtual' && { clock: new VirtualClock() }),
    ...{ accountId, region, seed, host, port },
    provision: provisionOf(config),
    ...(state && { state }),
  });
  const owned: OwnedFunctions & ConnectFunctions = configFunctions(config, endpointsOf(emulator.url));
  openContactCentres(emulator, config, flows, {
    functions: {
      invoke: async (invocation) => {
        await ready.promise;
        return owned.invoke(invocation);
      },
    },
    seed,
  });
  const stop = async (): Promise<void> => {
    await emulator.dispose();
    await owned.dispose();
  };
  try {
    await owned.load();
  } catch (error) {
    await stop();
    throw error;
  }
  ready.resolve(owned);
  return { emulator, stop };
}

/** Environment variables by which AWS SDK clients find the emulator at `url`. */
export function endpointsOf(url: string): Record<string, string> {
  return { AWS_ENDPOINT_URL_CHIME_SDK_VOICE: url, AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: url };
}

async function open(options: StartOptions): Promise<RunningEmulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    if (error instanceof Refusal) throw new InputError(error.message, { cause: error });
    const problem = listenProblem(error, options);
    if (problem !== undefined) throw new InputError(problem, { cause: error });
    throw error;
  }
}

function listenProblem(error: unknown, { host = '', port = 0 }: StartOptions): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken: stop what uses it, or choose another by --port, such as --port 0`;
    case 'EACCES':
      return `Port ${port} needs more rights than this user has: choose one from 1024 by --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host: ${host} is no address of this machine: ${messageOf(error)}`;
    default:
      return undefined;
  }
}
