import { RealClock } from '../clock/real.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { configDirectory, surroundings } from '../config/apply.ts';
import type { Config } from '../config/config.ts';
import { configFunctions, functionArn } from '../config/functions.ts';
import { parseConfig } from '../config/parse.ts';
import { openDirectory } from '../directory/open.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { failingActions } from '../faults/action-fault.ts';
import { listed } from '../faults/plans.ts';
import { withFaults } from '../faults/with-faults.ts';
import { seededIds } from '../ids/seeded.ts';
import { childProcess } from '../lambda/child-process.ts';
import { lambdaEndpoint } from '../lambda/endpoint.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import type { CallOptions } from './call-options.ts';

export interface CallEnvironment extends AsyncDisposable {
  emulator: Emulator;
}

/**
 * The emulator that a call runs in, with its functions loaded.
 * @throws {InputError} a function can't be loaded
 */
export async function startEnvironment(options: CallOptions): Promise<CallEnvironment> {
  const { script, source } = options;
  const config = options.config ?? parseConfig('{}', '', '.');
  const seed = options.seed ?? script?.seed ?? 1;
  const clock = options.clock === 'real' ? new RealClock() : new VirtualClock();
  const functions = functionsOf(options, config);
  try {
    await functions.load();
  } catch (error) {
    await functions.dispose();
    throw error;
  }
  const faults = [...config.faults, ...(script?.faults ?? [])];
  const { accountId, region } = config;
  const emulator = createEmulator({
    ...surroundings(config),
    functions: faults.length > 0 ? withFaults(functions, listed(faults)) : functions,
    clock,
    seed,
    switches: { ...config.switches, ...script?.switches },
    ...(script?.failures && { failAction: failingActions(script.failures) }),
    directory:
      source.type === 'config'
        ? configDirectory(config, { clock, ids: seededIds(seed) })
        : openDirectory({ functionArn: functionArn(config, 'handler'), accountId, region }),
  });
  return { emulator, [Symbol.asyncDispose]: () => functions.dispose() };
}

function functionsOf({ source }: CallOptions, config: Config): OwnedFunctions {
  switch (source.type) {
    case 'file':
      return childProcess({
        file: source.file,
        exportName: source.exportName,
        functionName: 'handler',
        region: config.region,
      });
    case 'endpoint':
      return lambdaEndpoint(source);
    case 'config':
      return configFunctions(config);
  }
}
