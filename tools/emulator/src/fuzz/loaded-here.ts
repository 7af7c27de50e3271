import { resolve } from 'node:path';
import { resolveLikeBundlers } from '../lambda/child/resolve-typescript.ts';
import { LoadError, loadHandler } from '../lambda/child/load-handler.ts';
import { variables } from '../lambda/child/variables.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import { inProcess } from '../lambda/in-process.ts';
import { InputError } from '../errors.ts';

export interface LoadedHereOptions {
  file: string;
  exportName: string;
  region: string;
  env: Readonly<Record<string, string>>;
}

const QUIET = ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const;

/**
 * A handler file in this process, with the environment that its own process would have and a silent console. Fast, and
 * only for a handler that ends by itself and does not exit.
 */
export function loadedHere({ file, exportName, region, env }: LoadedHereOptions): OwnedFunctions {
  const path = resolve(file);
  const input = { file: path, exportName, functionName: 'handler', region, timeoutMs: 20_000, env };
  const before = { ...process.env };
  const spoken = QUIET.map((name) => [name, console[name]] as const);
  let functions: ReturnType<typeof inProcess> | undefined;
  return {
    async load() {
      replaceEnvironment(variables(before, input));
      for (const name of QUIET) console[name] = () => undefined;
      resolveLikeBundlers();
      try {
        functions = inProcess(await loadHandler(path, exportName));
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        throw new InputError(`Cannot load handler ${file}: ${error.message}`, { cause: error });
      }
    },
    invoke(request) {
      if (!functions) throw new TypeError('The handler is not loaded.');
      return functions.invoke(request);
    },
    dispose() {
      replaceEnvironment(before);
      for (const [name, speak] of spoken) console[name] = speak;
      return Promise.resolve();
    },
  };
}

function replaceEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
