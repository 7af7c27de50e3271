import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface RunningFunctions {
  /** Of Lambda's Invoke API. */
  endpoint: string;
  stop(): void;
}

/** Runs handlers by the names of their functions, each from the file that is deployed, in one process of their own. */
export async function startFunctions(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<RunningFunctions> {
  const program = fileURLToPath(new URL('./function-process.ts', import.meta.url));
  const args = Object.entries(files).map(([name, file]) => `${name}=${file}`);
  const child = fork(program, args, { env: { ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${args.join(' ')} did not start`))),
  ])) as [number];
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
