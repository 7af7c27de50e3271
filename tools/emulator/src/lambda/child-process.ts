import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { InvokeRequest } from '../engine/ports.ts';
import { InputError } from '../errors.ts';
import { EnvironmentPool } from './child/pool.ts';
import { variables } from './child/variables.ts';
import { functionNameOf, requestId } from './context.ts';
import type { OwnedFunctions } from './functions.ts';
import { exceeds, MAX_REQUEST_BYTES } from './limits.ts';
import { requestTooLarge, timed, type LoggedResult } from './result.ts';

export interface ChildProcessOptions {
  /** The handler's file: CommonJS, ESM or TypeScript that Node can strip. */
  file: string;
  /** Default `handler`. */
  exportName?: string;
  /** Added to the environment of the process. */
  env?: Readonly<Record<string, string>>;
  functionName?: string;
  region?: string;
  /** The function's own timeout, real milliseconds. Default 20 s, the longest that a call waits for an answer. */
  timeoutMs?: number;
  /** For importing the file. Default 10 s, as in Lambda. */
  initTimeoutMs?: number;
  /** Processes at a time; more invocations wait for one of them. Default 16. */
  maxEnvironments?: number;
}

/**
 * Runs a handler file in child processes, as Lambda runs it in execution environments: one invocation at a time in
 * each, a new one when all are busy, and after a crash or a timeout. The handler may exit, hang, print without end, or
 * change its globals.
 */
export function childProcess(options: ChildProcessOptions): OwnedFunctions {
  const { region = 'us-east-1', timeoutMs = 20_000, exportName = 'handler' } = options;
  const file = resolve(options.file);
  const functionName = options.functionName ?? 'patchbay';
  const env = variables(process.env, { file, exportName, functionName, region, timeoutMs, env: options.env ?? {} });
  const pool = new EnvironmentPool(options.maxEnvironments ?? 16, {
    file,
    exportName,
    env,
    cwd: dirname(file),
    initTimeoutMs: options.initTimeoutMs ?? 10_000,
  });
  let invocations = 0;

  async function run(request: InvokeRequest): Promise<LoggedResult> {
    if (exceeds(request.payload, MAX_REQUEST_BYTES)) return requestTooLarge();
    const awsRequestId = requestId(++invocations);
    const taken = await pool.take();
    if (!taken) return { kind: 'refused', reason: 'unreachable', message: `${options.file} was stopped` };
    if ('errorType' in taken) {
      return {
        kind: 'failed',
        errorType: taken.errorType,
        errorMessage: `Cannot load ${options.file}: ${taken.message}`,
      };
    }
    const { payload, functionArn } = request;
    const name = options.functionName ?? functionNameOf(functionArn);
    const { result, ...log } = await taken.invoke({
      payload,
      awsRequestId,
      functionName: name,
      functionArn,
      timeoutMs,
    });
    pool.giveBack(taken);
    return { ...result, ...log };
  }

  return {
    async load() {
      const found = await stat(file).catch(() => undefined);
      if (!found) throw new InputError(`Handler file not found: ${options.file}`);
      if (!found.isFile()) throw new InputError(`Handler is not a file: ${options.file}`);
      const taken = await pool.take();
      if (taken && 'errorType' in taken) throw new InputError(`Cannot load handler ${options.file}: ${taken.message}`);
      if (taken) pool.giveBack(taken);
    },
    async invoke(request) {
      const startedAt = performance.now();
      const result = await run(request);
      return timed(result, performance.now() - startedAt);
    },
    dispose: () => pool.dispose(),
  };
}
