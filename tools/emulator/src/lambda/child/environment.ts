import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InvokeResult } from '../../engine/ports.ts';
import { LineReader, Log } from './output.ts';
import type { FromChild, InvokeMessage, ToChild } from './protocol.ts';

/** Beside this file, with its ending: TypeScript here, JavaScript once it is built. */
const runtime = fileURLToPath(new URL(`./runtime${extname(import.meta.url)}`, import.meta.url));
/** How long output that was printed may still be on its way after a result or an exit, milliseconds. */
const OUTPUT_GRACE_MS = 2_000;
const DISCONNECTED_MS = 1000;

export interface EnvironmentInput {
  file: string;
  exportName: string;
  env: Readonly<Record<string, string>>;
  cwd: string;
  initTimeoutMs: number;
}

export interface Ran {
  result: InvokeResult;
  logs: string[];
  logsTruncated?: true;
}

type Loaded = { ok: true } | { ok: false; errorType: string; message: string };

/** One process with one loaded handler, as Lambda's execution environment: one invocation at a time. */
export class Environment {
  /** Settles once: loaded, or why not. */
  readonly loaded: Promise<Loaded>;
  readonly #child: ChildProcess;
  readonly #endMark = `end-of-invocation ${randomUUID()}`;
  readonly #log = new Log();
  readonly #exited: Promise<string>;
  #alive = true;
  #answer: (message: FromChild) => void = () => undefined;
  #marksSeen = 0;
  #onMark: () => void = () => undefined;

  constructor(input: EnvironmentInput) {
    this.#child = fork(runtime, [], {
      cwd: input.cwd,
      env: input.env,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message) => this.#answer(message as FromChild));
    this.#exited = new Promise((resolve) => {
      const gone = (how: string): void => {
        this.#alive = false;
        resolve(how);
      };
      this.#child.on('error', (error) => gone(`before it ran: ${error.message}`));
      this.#child.on('exit', (code, signal) => gone(reasonOfExit(code, signal)));
      // A process that only lost its channel is of no use; one that exits needs a moment to say with which code.
      this.#child.on('disconnect', () => setTimeout(() => void this.kill(), DISCONNECTED_MS).unref());
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) this.#read(stream);
    this.loaded = this.#load(input);
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Runs the handler once. Kills the process when it takes longer than its time. */
  async invoke(message: Omit<InvokeMessage, 'type'>): Promise<Ran> {
    this.#marksSeen = 0;
    const marks = new Promise<void>((resolve) => (this.#onMark = resolve));
    const answer = await this.#ask({ type: 'invoke', ...message }, message.timeoutMs);
    const prefix = `RequestId: ${message.awsRequestId} Error:`;
    if (answer === 'too-late') {
      await this.kill();
      const seconds = (message.timeoutMs / 1000).toFixed(2);
      return this.#ran(failure('Sandbox.Timedout', `${prefix} Task timed out after ${seconds} seconds`));
    }
    if ('exit' in answer) {
      await this.#drained();
      return this.#ran(failure('Runtime.ExitError', `${prefix} Runtime exited ${answer.exit}`));
    }
    if (answer.type !== 'result') throw new Error(`unexpected message: ${answer.type}`);
    if (answer.dying) this.#alive = false;
    await Promise.race([marks, grace()]);
    return this.#ran(answer.result);
  }

  async kill(): Promise<void> {
    this.#alive = false;
    this.#child.kill('SIGKILL');
    await this.#exited;
    await this.#drained();
  }

  async #load({ file, exportName, initTimeoutMs }: EnvironmentInput): Promise<Loaded> {
    const answer = await this.#ask({ type: 'load', file, exportName, endMark: this.#endMark }, initTimeoutMs);
    if (answer !== 'too-late' && 'type' in answer) {
      if (answer.type === 'loaded') return { ok: true };
      if (answer.type === 'not-loaded') return { ok: false, errorType: answer.errorType, message: answer.message };
    }
    await this.kill();
    const printed = this.#log.take().logs.at(-1);
    const how =
      answer === 'too-late'
        ? `loading it took longer than ${initTimeoutMs / 1000} seconds`
        : `the process exited ${'exit' in answer ? answer.exit : answer.type} while it was loaded`;
    const errorType = answer === 'too-late' ? 'Sandbox.Timedout' : 'Runtime.ExitError';
    return { ok: false, errorType, message: printed ? `${how}; it printed: ${printed}` : how };
  }

  async #ask(message: ToChild, timeoutMs: number): Promise<FromChild | { exit: string } | 'too-late'> {
    const timeout = Promise.withResolvers<'too-late'>();
    const timer = setTimeout(timeout.resolve, timeoutMs, 'too-late');
    const answered = new Promise<FromChild>((resolve) => (this.#answer = resolve));
    // A process that is gone shows as an exit, not as a failed send.
    this.#child.send(message, () => undefined);
    const answer = await Promise.race([answered, this.#exited.then((exit) => ({ exit })), timeout.promise]);
    clearTimeout(timer);
    return answer;
  }

  #read(stream: NodeJS.ReadableStream | null): void {
    const reader = new LineReader((line, cut) => {
      if (line !== this.#endMark) this.#log.add(line, cut);
      else if (++this.#marksSeen === 2) this.#onMark();
    });
    stream?.on('data', (chunk: Buffer) => reader.write(chunk));
    stream?.on('end', () => reader.flush());
  }

  /** Output can outlive the process in the pipes; a grandchild can hold them open for good. */
  async #drained(): Promise<void> {
    const streams = [this.#child.stdout, this.#child.stderr];
    const ends = streams.map((stream) => (stream && !stream.readableEnded ? once(stream, 'end') : Promise.resolve()));
    await Promise.race([Promise.allSettled(ends), grace()]);
  }

  #ran(result: InvokeResult): Ran {
    return { result, ...this.#log.take() };
  }
}

function failure(errorType: string, errorMessage: string): InvokeResult {
  return { kind: 'failed', errorType, errorMessage };
}

/** In Lambda's words. */
function reasonOfExit(code: number | null, signal: string | null): string {
  if (signal) return `with error: signal: ${signal}`;
  return code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
}

function grace(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, OUTPUT_GRACE_MS).unref());
}
