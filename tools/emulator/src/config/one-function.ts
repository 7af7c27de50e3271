import type { Config, FunctionConfig } from './config.ts';

/** By this name one function that a command names takes the place of a configuration's. */
const NAME = 'handler';

/** A configuration in which everything leads to one function: its own numbers, `number`, its Voice Connectors. */
export function withOneFunction(config: Config, fn: FunctionConfig, number: string | undefined): Config {
  const numbers = [...Object.keys(config.numbers), ...(number === undefined ? [] : [number])];
  const connectors = Object.entries(config.voiceConnectors).map(
    ([name, { application, ...connector }]) =>
      [name, { ...connector, ...(application !== undefined && { application: NAME }) }] as const,
  );
  return {
    ...config,
    functions: { [NAME]: fn },
    applications: {},
    // Their functions are gone.
    contactCentres: {},
    numbers: Object.fromEntries(numbers.map((each) => [each, [NAME]])),
    voiceConnectors: Object.fromEntries(connectors),
  };
}
