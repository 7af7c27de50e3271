import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endGroup, lastLines } from './command.ts';
import { RehearsalError } from './errors.ts';

export interface MiniStackOptions {
  /** Of the virtual environment's programs. */
  programs: string;
  port: number;
  /** For its files. */
  folder: string;
  /** What functions see besides their own variables. */
  variables: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** AWS on this machine: CloudFormation, Lambda, DynamoDB, S3, Cognito, API Gateway, EventBridge and more. */
export interface MiniStack {
  /** Without a slash at the end. */
  url: string;
  /** The end of what it and its functions have printed. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const LOOK_MS = 100;
const STOP_MS = 8_000;

/** Starts MiniStack. Functions in Node.js are run by the `node` of this process. @throws {RehearsalError} */
export async function startMiniStack(options: MiniStackOptions): Promise<MiniStack> {
  const { programs, port, folder, variables, signal } = options;
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, 'ministack.log');
  await mkdir(folder, { recursive: true });
  const output = createWriteStream(logFile);
  await once(output, 'open');
  const child = spawn(join(programs, 'ministack'), [], {
    cwd: folder,
    env: environment({ ...options, variables }),
    stdio: ['ignore', output, output],
    detached: true,
  });
  const ended = once(child, 'close');
  const log = async () => lastLines(await readFile(logFile, 'utf8'));
  const stop = async () => {
    endGroup(child.pid);
    await Promise.race([ended, setTimeout(STOP_MS)]);
    output.close();
  };
  try {
    for (let waited = 0; !(await isReady(url)); waited += LOOK_MS) {
      signal.throwIfAborted();
      if (child.exitCode !== null || waited > START_MS)
        throw new RehearsalError('MiniStack did not start', await log());
      await setTimeout(LOOK_MS);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, log, stop };
}

/** Nothing of this machine's own AWS settings. */
function environment({ programs, port, folder, variables }: MiniStackOptions): NodeJS.ProcessEnv {
  return {
    PATH: [join(process.execPath, '..'), programs, '/usr/bin', '/bin'].join(':'),
    HOME: folder,
    TMPDIR: folder,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    // "localhost" would be ::1 to some.
    MINISTACK_HOST: '127.0.0.1',
    S3_DATA_DIR: join(folder, 's3'),
    STATE_DIR: join(folder, 'state'),
    ...variables,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_ministack/health`)).ok;
  } catch {
    return false;
  }
}
