import type { Config } from '../config/config.ts';
import { configFunctions } from '../config/functions.ts';
import { InputError } from '../errors.ts';
import type { ApiDesk } from '../fuzz/api-desk.ts';
import { loadedHere } from '../fuzz/loaded-here.ts';
import { childProcess } from '../lambda/child-process.ts';
import { lambdaEndpoint } from '../lambda/endpoint.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import type { CallOptions } from './call-options.ts';

/** Functions that can be loaded anew. */
export interface FuzzTarget extends AsyncDisposable {
  functions(): OwnedFunctions;
  /** Ends them and loads them again, where that is in our power. */
  renew(): Promise<void>;
}

/** @throws {InputError} the function can't be loaded, or not in this process */
export async function openTarget(
  source: CallOptions['source'],
  config: Config,
  desk: ApiDesk,
  here: boolean,
): Promise<FuzzTarget> {
  if (here && source.type !== 'file') throw new InputError('--in-process goes with --handler');
  const env = { AWS_ENDPOINT_URL_CHIME_SDK_VOICE: desk.url, AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: desk.url };
  const start = (): OwnedFunctions => {
    const { region } = config;
    switch (source.type) {
      case 'file':
        return here
          ? loadedHere({ ...source, region, env })
          : // One process: answers come in the order of their events, so that the same seed gives the same run.
            childProcess({ ...source, functionName: 'handler', region, env, maxEnvironments: 1 });
      case 'endpoint':
        return lambdaEndpoint(source);
      case 'config':
        return configFunctions(config, env);
    }
  };
  let current = start();
  try {
    await current.load();
  } catch (error) {
    await current.dispose();
    throw error;
  }
  return {
    functions: () => current,
    async renew() {
      if (here) return;
      await current.dispose();
      current = start();
      await current.load();
    },
    [Symbol.asyncDispose]: () => current.dispose(),
  };
}
