import type { Provision } from '../directory/provision.ts';
import type { Config } from './config.ts';
import { functionArn } from './functions.ts';

/** What a configuration puts into the directory. A function that is no application's has one of its own, by its name. */
export function provisionOf(config: Config): Provision {
  const named = Object.entries(config.applications).map(([name, application]) => ({
    name,
    functionArn: functionArn(config, application.function),
    ...(application.id !== undefined && { id: application.id }),
    region: application.region ?? config.region,
  }));
  const own = Object.keys(config.functions)
    .filter((name) => !(name in config.applications))
    .map((name) => ({ name, functionArn: functionArn(config, name), region: config.region }));
  const connectors = Object.entries(config.voiceConnectors);
  return {
    applications: [...named, ...own],
    voiceConnectors: connectors.map(([name, { application: _, ...connector }]) => ({ name, ...connector })),
    rules: [
      ...Object.entries(config.numbers).map(([number, targets]) => ({ name: number, targets, trigger: { number } })),
      ...connectors.flatMap(([name, { application }]) =>
        application === undefined ? [] : [{ name, targets: [application], trigger: { voiceConnector: name } }],
      ),
    ],
  };
}
