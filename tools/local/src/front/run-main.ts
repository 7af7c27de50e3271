import { LocalError } from '../errors.ts';
import { UsageError } from './options.ts';

export interface MainIo {
  argv: readonly string[];
  out(text: string): void;
  error(text: string): void;
  /** Aborted by SIGINT and SIGTERM; a second one then ends the process at once, and its services with it. */
  stop: AbortSignal;
  /** Counts as the first Ctrl-C where the terminal gives none. */
  beginStop(): void;
}

/** One Ctrl-C may come twice: from the terminal, and from npm, which passes it on. Milliseconds. */
const SAME_MS = 500;

/** Runs a program to its exit code, `stoppedCode` when it throws because it was stopped. What it throws otherwise is printed: a message where it says all, else the stack. */
export async function runMain(main: (io: MainIo) => Promise<number>, stoppedCode: number): Promise<never> {
  const stop = new AbortController();
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      firstAt ??= now;
      if (stop.signal.aborted && now - firstAt > SAME_MS) process.exit(130);
      stop.abort();
    });
  }
  const io: MainIo = {
    argv: process.argv.slice(2),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    stop: stop.signal,
    beginStop() {
      firstAt ??= performance.now();
      stop.abort();
    },
  };
  const code = await main(io).catch((error: unknown) => {
    if (stop.signal.aborted) return stoppedCode;
    io.error(`${textOf(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  });
  return new Promise(() => process.stdout.write('', () => process.exit(code)));
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isComplete = error instanceof UsageError || error instanceof LocalError;
  return isComplete ? error.message : (error.stack ?? error.message);
}

/** Resolves when it is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
