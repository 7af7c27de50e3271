import { byArn } from '../lambda/by-arn.ts';
import { childProcess } from '../lambda/child-process.ts';
import { lambdaEndpoint } from '../lambda/endpoint.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import type { Config, FunctionConfig } from './config.ts';

/** The functions of a configuration, reached by the ARNs that `functionArn` gives them. */
export function configFunctions(config: Config, env: Readonly<Record<string, string>> = {}): OwnedFunctions {
  const entries = Object.entries(config.functions);
  const owned = entries.map(([name, fn]): [string, OwnedFunctions] => [
    functionArn(config, name),
    start(config, name, fn, env),
  ]);
  const all = owned.map(([, one]) => one);
  const reached = byArn(Object.fromEntries(owned));
  return {
    invoke: (request) => reached.invoke(request),
    async load() {
      await Promise.all(all.map((one) => one.load()));
    },
    async dispose() {
      await Promise.all(all.map((one) => one.dispose()));
    },
  };
}

export function functionArn({ region, accountId }: Pick<Config, 'region' | 'accountId'>, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

function start(
  { region }: Config,
  name: string,
  fn: FunctionConfig,
  env: Readonly<Record<string, string>>,
): OwnedFunctions {
  if (fn.type === 'endpoint') return lambdaEndpoint(fn);
  const { file, exportName, timeoutMs } = fn;
  return childProcess({
    file,
    exportName,
    functionName: name,
    region,
    env: { ...env, ...fn.env },
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}
