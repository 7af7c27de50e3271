import { functionArn } from '../config/functions.ts';
import { parseConfig } from '../config/parse.ts';
import { InputError } from '../errors.ts';
import { childProcess } from '../lambda/child-process.ts';
import { lambdaEndpoint } from '../lambda/endpoint.ts';
import type { OwnedFunctions } from '../lambda/functions.ts';
import { readFunction } from './call-options.ts';
import type { Args } from './command.ts';

export interface NamedFunction {
  functions: OwnedFunctions;
  functionArn: string;
}

/**
 * The function of --handler, or of --function and --endpoint, for a command that needs no more of a configuration.
 * @throws {InputError} none is named, or wrongly
 */
export function namedFunction(values: Args['values'], command: string): NamedFunction {
  const source = readFunction(values);
  if (!source) {
    throw new InputError(
      `patchbay ${command} needs a function: --handler PATH#EXPORT, or --function NAME --endpoint URL`,
    );
  }
  const config = parseConfig('{}', '', '.');
  const functions =
    source.type === 'endpoint'
      ? lambdaEndpoint(source)
      : childProcess({ ...source, functionName: 'handler', region: config.region });
  return { functions, functionArn: functionArn(config, 'handler') };
}
