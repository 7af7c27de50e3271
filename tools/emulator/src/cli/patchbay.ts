import { InputError } from '../errors.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { type Command, OK, WRONG_COMMAND } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';
import type { Io } from './io.ts';
import { parseCommandArgs } from './parse-args.ts';

/** The command line, without the process: resolves to the exit code and throws nothing that a person can cause. */
export async function patchbay(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    io.error(`${error.message}\n`);
    return WRONG_COMMAND;
  }
}

async function dispatch([first, ...rest]: readonly string[], io: Io): Promise<number> {
  if (first === undefined) {
    io.error(generalHelp(await allCommands()));
    return WRONG_COMMAND;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    io.out(generalHelp(await allCommands()));
    return OK;
  }
  const name = first === 'help' ? (rest[0] ?? '') : first;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new InputError(unknownCommand(name));
  const command = await load();
  if (first === 'help' || rest.includes('--help') || rest.includes('-h')) {
    io.out(commandHelp(command));
    return OK;
  }
  return command.run(parseCommandArgs(command, rest), io);
}

function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}

function unknownCommand(name: string): string {
  const names = [...Object.keys(commands), 'help'];
  return `patchbay has no command "${name}".${didYouMean(name, names)} Allowed: ${names.join(', ')}`;
}
