import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LocalError } from '../errors.ts';
import { HOST } from '../http/listen.ts';
import type { LineSource } from '../lambda/log-tail.ts';
import { ServiceMessage, type ServiceDescription } from './description.ts';
import { Lines } from './lines.ts';

export interface ServicePorts {
  lambda: number;
  websocket: number;
}

export interface ServiceProcessOptions {
  /** For messages. */
  name: string;
  /** Where its serverless.yml is. */
  folder: string;
  stage: string;
  /** The whole environment of the process; functions see its AWS_ variables. */
  env: Readonly<Record<string, string>>;
  ports: ServicePorts;
  /** Gets each line that the service or its functions print. */
  onLine?: (line: string) => void;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
}

/** serverless-offline with the functions of one service, in a process of its own. */
export interface ServiceProcess {
  description: ServiceDescription;
  /** What the service and its functions print from now on. */
  lines: LineSource;
  /** Lambda's Invoke API. */
  lambdaEndpoint: string;
  /** WebSocket API; only there when the service has one. */
  websocketEndpoint: string;
  /** Ends the process and its children. */
  stop(): Promise<void>;
}

/** How long a process may take to end by itself, milliseconds. */
const GRACE_MS = 2_000;
/** How long a service may take to start, milliseconds: far longer than it does on a slow machine. */
const START_MS = 120_000;
/** Lines kept for the message of a failed start. */
const LAST_LINES = 20;

/** Resolves when the functions can be invoked. Rejects with what the service printed last when it ends before. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, ports, signal } = options;
  signal?.throwIfAborted();
  const child = fork(new URL('runner.ts', import.meta.url), commandLine(options), {
    cwd: options.folder,
    env: { ...options.env },
    execArgv: [],
    // A group of its own: Ctrl-C in the terminal is for the parent, which then stops the services in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const last: string[] = [];
  const lines = new Lines([child.stdout, child.stderr]);
  lines.listen((line) => {
    if (last.push(line) > LAST_LINES) last.shift();
    options.onLine?.(line);
  });
  const abort = (): void => void stop(child);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const description = await ready(child);
    return {
      description,
      lines,
      lambdaEndpoint: `http://${HOST}:${ports.lambda}`,
      websocketEndpoint: `ws://${HOST}:${ports.websocket}`,
      stop: () => stop(child),
    };
  } catch (cause) {
    await stop(child);
    throw new LocalError('START_FAILED', `${name} did not start:\n${last.join('\n')}`, { cause });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function commandLine({ stage, ports }: ServiceProcessOptions): string[] {
  return [
    ...['offline', 'start', '--stage', stage, '--host', HOST],
    ...['--lambdaPort', String(ports.lambda), '--websocketPort', String(ports.websocket)],
    '--noSponsor',
  ];
}

function ready(child: ChildProcess): Promise<ServiceDescription> {
  return new Promise((resolve, reject) => {
    let description: ServiceDescription | undefined;
    child.on('message', (data) => {
      const message = ServiceMessage.parse(data);
      if (message.type === 'described') description = message.description;
      else if (description) {
        clearTimeout(timer);
        resolve(description);
      }
    });
    child.once('error', reject);
    const timer = setTimeout(() => reject(new Error(`It is not ready after ${START_MS / 1000} s.`)), START_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`It ended with ${signal ?? `code ${code}`}.`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const closed = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  if (closed) {
    child.kill('SIGTERM');
    const timer = setTimeout(() => killGroup(child.pid!), GRACE_MS);
    await closed;
    clearTimeout(timer);
  }
  killGroup(child.pid);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** What the process started and left behind. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
