import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** A program that is measured, in a process group of its own. */
export interface Program {
  command: string;
  args: readonly string[];
  options?: SpawnOptions;
  /** Resolves when it is ready; polled or read from its output. */
  ready(output: () => string): Promise<boolean>;
}

/** How long a program may take to become ready, and to stop, milliseconds. */
const START_MS = 60_000;
const STOP_MS = 15_000;
const POLL_MS = 1;

/** Milliseconds from the start of the process until it is ready; it is stopped afterwards. */
export async function timeToReady({ command, args, options, ready }: Program): Promise<number> {
  let output = '';
  const startedAt = performance.now();
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    for (;;) {
      if (await ready(() => output)) return performance.now() - startedAt;
      if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended: ${output.slice(-500)}`);
      if (performance.now() - startedAt > START_MS)
        throw new Error(`${command} ${args.join(' ')} is not ready: ${output.slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    await stop(child);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
