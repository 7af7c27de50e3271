import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { RehearsalError } from './errors.ts';

export interface CommandOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Real milliseconds. */
  timeoutMs: number;
  /** Ends the command. */
  signal?: AbortSignal;
}

/** Lines of a failed command that are shown. */
const LAST_LINES = 60;
/** What a command in a process group of its own is given to end by itself. */
const GRACE_MS = 5_000;

/** Runs a command to its end and gives what it printed. @throws {RehearsalError} it failed, or took too long */
export async function run(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { code, output } = await tryRun(command, args, options);
  if (code === 0) return output;
  options.signal?.throwIfAborted();
  throw new RehearsalError(`${[command.split('/').at(-1), ...args].join(' ')} ${reasonOf(code)}`, lastLines(output));
}

/** The same, for a command that may fail; `code` is null when it was ended. */
export function tryRun(
  command: string,
  args: readonly string[],
  { cwd, env, timeoutMs, signal }: CommandOptions,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // Its own group, so that what it has started ends with it.
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const end = () => endGroup(child.pid);
    const timer = setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end, { once: true });
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    };
    child.on('error', (error) => {
      done();
      reject(new RehearsalError(`${command} can not be run: ${error.message}`, '', { cause: error }));
    });
    child.on('close', (code) => {
      done();
      resolve({ code, output: stripVTControlCharacters(output) });
    });
  });
}

/** Ends a process group, first politely. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  kill(pid, 'SIGTERM');
  setTimeout(() => kill(pid, 'SIGKILL'), GRACE_MS).unref();
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

function reasonOf(code: number | null): string {
  return code === null ? 'did not end in time' : `failed with exit code ${code}`;
}

export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}
