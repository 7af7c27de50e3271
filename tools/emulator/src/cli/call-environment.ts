import { RealClock } from '../clock/real.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { surroundings } from '../config/apply.ts';
import type { Config } from '../config/config.ts';
import { loadContactFlows, openContactCentres } from '../config/contact-centres.ts';
import { configFunctions, functionArn } from '../config/functions.ts';
import { parseConfig } from '../config/parse.ts';
import { provisionOf } from '../config/provision.ts';
import type { Emulator } from '../emulator.ts';
import type { Functions, InvokeRequest } from '../engine/ports.ts';
import { failingActions } from '../faults/action-fault.ts';
import { listed } from '../faults/plans.ts';
import { withFaults } from '../faults/with-faults.ts';
import { childProcess } from '../lambda/child-process.ts';
import { lambdaEndpoint } from '../lambda/endpoint.ts';
import type { ConnectFunctions } from '../connect/run/functions.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import { type RunningEmulator, startEmulator } from '../server/start-emulator.ts';
import type { CallOptions } from './call-options.ts';

export interface CallEnvironment extends AsyncDisposable {
  emulator: Emulator;
}

/**
 * The emulator that a call runs in, with its AWS APIs for the function and the function loaded.
 * @throws {InputError} a function can't be loaded
 */
export async function startEnvironment(options: CallOptions): Promise<CallEnvironment> {
  const config = options.config ?? parseConfig('{}', '', '.');
  const faults = [...config.faults, ...(options.script?.faults ?? [])];
  const flows = await loadContactFlows(config);
  // The functions are told where the emulator is, and the emulator which functions it has.
  const reached = Promise.withResolvers<OwnedFunctions>();
  const late = { invoke: async (request: InvokeRequest) => (await reached.promise).invoke(request) };
  const emulator = await start(options, config, faults.length > 0 ? withFaults(late, listed(faults)) : late);
  openContactCentres(emulator, config, flows, {
    functions: { invoke: async (invocation) => connect(await reached.promise).invoke(invocation) },
    seed: options.seed,
  });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => emulator.dispose());
  const functions = functionsOf(options, config, endpoints(emulator));
  stack.defer(() => functions.dispose());
  await functions.load();
  reached.resolve(functions);
  const owned = stack.move();
  return { emulator, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function start(options: CallOptions, config: Config, functions: Functions): Promise<RunningEmulator> {
  const { script, source } = options;
  const { accountId, region } = config;
  return startEmulator({
    ...surroundings(config),
    functions,
    accountId,
    region,
    clock: options.clock === 'real' ? new RealClock() : new VirtualClock(),
    seed: options.seed ?? script?.seed ?? 1,
    switches: { ...config.switches, ...script?.switches },
    provision: provisionOf(config),
    // Requests come in real time, which a virtual clock does not see.
    throttles: {},
    ...(script?.failures && { failAction: failingActions(script.failures) }),
    ...(source.type !== 'config' && { everyNumber: { functionArn: functionArn(config, 'handler') } }),
  });
}

/** Whatever reaches the functions of calls reaches those of contact flows: it is the payload that they get. */
function connect(functions: OwnedFunctions): ConnectFunctions {
  return functions;
}

function endpoints({ url }: RunningEmulator): Record<string, string> {
  return { AWS_ENDPOINT_URL_CHIME_SDK_VOICE: url, AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: url };
}

function functionsOf({ source }: CallOptions, config: Config, env: Record<string, string>): OwnedFunctions {
  const { region } = config;
  switch (source.type) {
    case 'file': {
      const { file, exportName } = source;
      return childProcess({ file, exportName, functionName: 'handler', region, env });
    }
    case 'endpoint':
      return lambdaEndpoint(source);
    case 'config':
      return configFunctions(config, env);
  }
}
