import type { Callback, Context } from 'aws-lambda';
import type { SmaEvent } from '@patchbay/sma';
import type { Functions, InvokeRequest, InvokeResult } from '../engine/ports.ts';
import { functionNameOf, InvocationContext, requestId } from './context.ts';
import { exceeds, MAX_REQUEST_BYTES } from './limits.ts';
import { failed, requestTooLarge, returned, timed } from './result.ts';

/** Any handler: async, callback-style, or one that simply returns its answer. */
export type InProcessHandler<E = SmaEvent> = (event: E, context: Context, callback: Callback) => unknown;

export interface InProcessOptions {
  /** What `getRemainingTimeInMillis` counts from. Nothing stops a handler that takes longer. Default 20 s. */
  timeoutMs?: number;
  /** A millisecond clock that only goes forward, for durations. */
  now?: () => number;
}

/** Runs a handler in this process: for tests and benchmarks. It gets its own copy of the event, as in Lambda. */
export function inProcess<E = SmaEvent>(handler: InProcessHandler<E>, options: InProcessOptions = {}): Functions {
  const now = options.now ?? (() => performance.now());
  const timeoutMs = options.timeoutMs ?? 20_000;
  const waitsForCallback = handler.length >= 3;
  let invocations = 0;

  return {
    invoke(request) {
      const startedAt = now();
      const awsRequestId = requestId(++invocations);
      return new Promise((resolve) => {
        const finish = (result: InvokeResult): void => resolve(timed(result, now() - startedAt));
        if (exceeds(request.payload, MAX_REQUEST_BYTES)) return finish(requestTooLarge());
        const succeed = (value: unknown): void => finish(returned(value));
        const fail = (thrown: unknown): void => finish(failed(thrown));
        let called = false;
        const settle = (error: unknown, value?: unknown): void => {
          called = true;
          if (error === undefined || error === null) succeed(value);
          else fail(error);
        };
        try {
          const value = handler(
            JSON.parse(request.payload) as E,
            new InvocationContext({ ...identity(request), awsRequestId, timeoutMs, now, settle }),
            settle,
          );
          if (isThenable(value)) value.then(succeed, fail);
          else if (!called && !(waitsForCallback && value === undefined)) succeed(value);
        } catch (thrown) {
          fail(thrown);
        }
      });
    },
  };
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function identity(request: InvokeRequest): { functionName: string; invokedFunctionArn: string } {
  return { functionName: functionNameOf(request.functionArn), invokedFunctionArn: request.functionArn };
}
