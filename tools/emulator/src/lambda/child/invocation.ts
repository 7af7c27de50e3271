import type { SmaEvent } from '@patchbay/sma';
import type { InvokeResult } from '../../engine/ports.ts';
import { InvocationContext } from '../context.ts';
import { isThenable, type InProcessHandler } from '../in-process.ts';
import { failed, returned } from '../result.ts';
import type { InvokeMessage } from './protocol.ts';

/** Taken before a handler is loaded, which may replace globals. */
const { parse } = JSON;

export interface InvocationHost {
  keepAlive(alive: boolean): void;
  finish(result: InvokeResult, then?: () => void): void;
  print(text: string): void;
}

/** One run of the handler in its process, ended exactly once: by its promise, its callback, or an empty event loop. */
export class Invocation {
  readonly #host: InvocationHost;
  readonly #context: InvocationContext;
  #over = false;
  #awaitsPromise = false;
  /** A callback's result, kept until the event loop is empty. */
  #held: InvokeResult | undefined;

  constructor(handler: InProcessHandler, message: InvokeMessage, host: InvocationHost) {
    this.#host = host;
    const settle = (error: unknown, result?: unknown): void => this.#settle(error, result);
    this.#context = new InvocationContext({
      awsRequestId: message.awsRequestId,
      functionName: message.functionName,
      invokedFunctionArn: message.functionArn,
      timeoutMs: message.timeoutMs,
      now: () => performance.now(),
      settle,
    });
    host.keepAlive(false);
    try {
      const value = handler(parse(message.payload) as SmaEvent, this.#context, settle);
      if (isThenable(value)) {
        this.#awaitsPromise = true;
        value.then(
          (result) => this.#finish(returned(result)),
          (thrown: unknown) => this.fail(thrown),
        );
      } else if (value !== undefined && !this.#held) this.#finish(returned(value));
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  fail(thrown: unknown, then?: () => void): void {
    this.#host.print(`Invoke Error ${stackOf(thrown)}\n`);
    this.#finish(failed(thrown), then);
  }

  /** Nothing is left that could end it: a callback that never came is null, a promise that never settled an error. */
  eventLoopIsEmpty(): void {
    if (this.#awaitsPromise) this.#finish(neverSettled);
    else this.#finish(this.#held ?? returned(undefined));
  }

  #settle(error: unknown, result: unknown): void {
    const outcome = error === undefined || error === null ? returned(result) : failed(error);
    if (this.#context.callbackWaitsForEmptyEventLoop && outcome.kind === 'returned') this.#held ??= outcome;
    else this.#finish(outcome);
  }

  #finish(result: InvokeResult, then?: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#host.keepAlive(true);
    this.#host.finish(result, then);
  }
}

const neverSettled: InvokeResult = {
  kind: 'failed',
  errorType: 'Runtime.NodeJsExit',
  errorMessage: 'The handler returned a promise that was never settled, and nothing was left that could settle it.',
};

/** Without the frames of this runtime, which say nothing about the handler. */
function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const lines = (thrown.stack ?? thrown.message).split('\n');
  return lines.filter((line) => !line.includes('/lambda/child/') && !/\(node:|at node:/.test(line)).join('\n');
}
