import type { Io } from './io.ts';

/** Exit codes of every command. */
export const OK = 0;
/** It ran, and what it looked at is not well. */
export const NOT_WELL = 1;
/** The command itself was wrong. */
export const WRONG_COMMAND = 2;
/** Stopped by Ctrl-C, as shells report it. */
export const STOPPED = 130;

export interface Option {
  /** What stands for the value in the help; a switch takes none. */
  value?: string;
  help: string;
}

export interface Command {
  name: string;
  summary: string;
  /** Arguments as shown in the usage line. */
  usage: string;
  options: Readonly<Record<string, Option>>;
  /** Shown at the end of its help. */
  notes?: string;
  run(args: Args, io: Io): Promise<number>;
}

export interface Args {
  positionals: readonly string[];
  /** Values of the options that were given; `''` for a switch. */
  values: Readonly<Record<string, string>>;
}
