import { parseArgs } from 'node:util';
import { InputError } from '../errors.ts';
import { didYouMean } from '../yaml/suggest.ts';
import type { Args, Command } from './command.ts';

/** @throws {InputError} an option that the command does not have, or one without its value */
export function parseCommandArgs({ name, options }: Command, argv: readonly string[]): Args {
  const types = Object.entries(options).map(([key, { value }]) => {
    return [key, { type: value === undefined ? ('boolean' as const) : ('string' as const) }] as const;
  });
  const { tokens } = parseArgs({ args: [...argv], options: Object.fromEntries(types), strict: false, tokens: true });
  const positionals: string[] = [];
  const values: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw new InputError(unknownOption(token.rawName, name, Object.keys(options)));
    if (token.name in values) throw new InputError(`${token.rawName} was given twice`);
    if (option.value === undefined && token.value !== undefined)
      throw new InputError(`${token.rawName} takes no value`);
    if (option.value !== undefined && (token.value === undefined || isOption(token))) {
      throw new InputError(`${token.rawName} needs a value: ${token.rawName} ${option.value}`);
    }
    values[token.name] = token.value ?? '';
  }
  return { positionals, values };
}

/** `--from --json`: the next option was taken for the value. */
function isOption(token: { value?: string | undefined; inlineValue?: boolean | undefined }): boolean {
  return token.inlineValue !== true && token.value?.startsWith('-') === true;
}

function unknownOption(written: string, command: string, names: readonly string[]): string {
  const options = names.map((name) => `--${name}`);
  return `patchbay ${command} has no option ${written}.${didYouMean(written, options)} Allowed: ${options.join(', ')}`;
}
