import type { Logger } from '@aws-lambda-powertools/logger';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Router, SmaResponse } from '@patchbay/sma';
import type { Context } from 'aws-lambda';

export type SmaHandler = (event: unknown, context: Context) => Promise<SmaResponse>;

export interface SmaHandlerOptions {
  /** Milliseconds, for durations. */
  now?: () => number;
}

/** The handler of a function behind a SIP media application: one line in the log for every event that it answers. */
export function smaHandler(
  router: Router,
  logger: Logger,
  { now = () => performance.now() }: SmaHandlerOptions = {},
): SmaHandler {
  const stack = middy((event: unknown) => router(event)).use(oneLine(logger, now));
  return (event, context) => stack(event, context);
}

function oneLine(
  logger: Logger,
  now: () => number,
): MiddlewareObj<unknown, SmaResponse, Error, Context, { started: number; keys: Readonly<Record<string, unknown>> }> {
  const since = (started: number) => Math.round((now() - started) * 10) / 10;
  return {
    before: ({ event, context, internal }) => {
      internal.started = now();
      // Its own line has them whatever the logger is told meanwhile.
      internal.keys = { requestId: context.awsRequestId, ...about(event) };
      logger.resetKeys();
      logger.appendKeys(internal.keys);
    },
    after: ({ response, internal }) => {
      const actions = response?.Actions ?? [];
      const flow = response?.TransactionAttributes?.['flow'];
      logger.info('answered', {
        ...{ ...internal.keys, ...(typeof flow === 'string' && { flow }) },
        ...{ actions: actions.map(({ Type }) => Type), durationMs: since(internal.started) },
      });
    },
    onError: ({ error, internal }) => {
      // The router has reported it in full, without the values that its text quotes.
      logger.error('failed', { ...internal.keys, reason: error?.name, durationMs: since(internal.started) });
    },
  };
}

/** What tells one invocation from another; whatever came in, and even if it is no event. */
function about(event: unknown): Record<string, string | number> {
  const { InvocationEventType: type, Sequence: sequence, CallDetails: call } = record(event);
  const { TransactionId: transactionId, TransactionAttributes: attributes } = record(call);
  const { flow } = record(attributes);
  return {
    ...(typeof transactionId === 'string' && { transactionId }),
    ...(typeof type === 'string' && { event: type }),
    ...(typeof sequence === 'number' && { sequence }),
    ...(typeof flow === 'string' && { flow }),
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
