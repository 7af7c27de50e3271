import { parseArgs } from 'node:util';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface StartCommand {
  help: boolean;
  /** Free ports rather than the fixed ones. */
  freePorts: boolean;
  /** Prints what functions print. */
  verbose: boolean;
}

export const START_HELP = `npm start [-- OPTIONS]

Starts all services, what they need of AWS, and the emulator of PSTN Audio; then you have a telephone.

  --ports free   Ports that are free, instead of 4600 and up
  --verbose      Print what the functions print, instead of the telephone; it is kept with each call anyway
  --help         Show this

Ctrl-C stops everything, a second one at once. Without a terminal it stays up until SIGINT or SIGTERM.
Exit codes: 0 it was stopped, 1 something did not start, 2 the command was wrong.
`;

/** @throws {UsageError} */
export function readStartCommand(argv: readonly string[]): StartCommand {
  const { ports, verbose, help } = parse(argv, {
    ports: { type: 'string' },
    verbose: { type: 'boolean' },
    help: { type: 'boolean' },
  }).values;
  if (ports !== undefined && ports !== 'free') {
    throw new UsageError(`--ports: "${String(ports)}" is not allowed. Allowed: free`);
  }
  return { help: help === true, freePorts: ports === 'free', verbose: verbose === true };
}

export interface CallCommand {
  help: boolean;
  list: boolean;
  /** Which script. */
  name: string | undefined;
  /** Of an emulator that runs; else the call has its own. */
  url: string | undefined;
}

export const CALL_HELP = `npm run call -- NAME [--url URL]

Places the call that services/*/calls/NAME.yml describes, and prints its ladder. What comes before a "." in NAME is the
flow; its number is dialled. Some names are stories with browsers and requests beside the telephones; they are told as they
go, without --url.

  --list        Show the names
  --url URL     In an emulator that runs, such as npm start's http://127.0.0.1:4600, on its clock: prompts take their
                time. Otherwise everything is started for the call, and waiting takes no time
  --help        Show this

Exit codes: 0 the call went as described and nothing is wrong with it, 1 otherwise, 2 the command was wrong,
130 it was stopped.
`;

/** @throws {UsageError} */
export function readCallCommand(argv: readonly string[]): CallCommand {
  const { values, positionals } = parse(argv, {
    list: { type: 'boolean' },
    url: { type: 'string' },
    help: { type: 'boolean' },
  });
  const { list, url, help } = values;
  if (positionals.length > 1) throw new UsageError(`One call at a time, not ${positionals.join(' ')}`);
  if (typeof url === 'string' && !/^https?:\/\/[^\s?#]+$/.test(url)) {
    throw new UsageError(`--url: "${url}" is not a URL such as http://127.0.0.1:4600`);
  }
  return {
    ...{ help: help === true, list: list === true, name: positionals[0] },
    url: typeof url === 'string' ? url.replace(/\/+$/, '') : undefined,
  };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse(argv: readonly string[], options: Options) {
  const allowPositionals = 'list' in options;
  try {
    return parseArgs({ args: [...argv], options, allowPositionals });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
