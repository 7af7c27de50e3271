import type { Logger } from '@aws-lambda-powertools/logger';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { parseConnectEvent, type ConnectRequest } from './connect-event.ts';

export interface ConnectAnswer {
  /** What became of it, in a word for the log. */
  outcome: string;
  /** What the flow gets as `$.External`: a flat map of texts, which is all that it takes. */
  external: Readonly<Record<string, string>>;
}

export type ConnectHandler = (event: unknown, context: Context) => Promise<Readonly<Record<string, string>>>;

export interface ConnectHandlerOptions {
  /** Milliseconds, for durations. */
  now?: () => number;
}

/** Of a response, UTF-8. A flow that gets more takes its error branch. */
export const MAX_CONNECT_RESPONSE_BYTES = 32 * 1024;

/**
 * The handler of a function that a contact flow invokes: one line in the log for every invocation, with nothing of the
 * caller. What it throws makes Connect try again, up to three times, and then take the flow's error branch.
 */
export function connectHandler(
  answer: (request: ConnectRequest) => Promise<ConnectAnswer>,
  logger: Logger,
  { now = () => performance.now() }: ConnectHandlerOptions = {},
): ConnectHandler {
  const stack = middy(async (event: unknown) => {
    const { outcome, external } = await answer(parseConnectEvent(event));
    const bytes = Buffer.byteLength(JSON.stringify(external));
    if (bytes > MAX_CONNECT_RESPONSE_BYTES) throw new RangeError(`The response has ${bytes} bytes`);
    logger.appendKeys({ outcome });
    return external;
  }).use(oneLine(logger, now));
  return (event, context) => stack(event, context);
}

type Middleware = MiddlewareObj<unknown, Readonly<Record<string, string>>, Error, Context, { started: number }>;

function oneLine(logger: Logger, now: () => number): Middleware {
  const since = (started: number) => Math.round((now() - started) * 10) / 10;
  return {
    before: ({ event, context, internal }) => {
      internal.started = now();
      logger.resetKeys();
      logger.appendKeys({ requestId: context.awsRequestId, ...about(event) });
    },
    after: ({ internal }) => {
      logger.info('answered', { durationMs: since(internal.started) });
    },
    onError: ({ error, internal }) => {
      logger.error('failed', { reason: error?.name, error, durationMs: since(internal.started) });
    },
  };
}

/** What tells one contact from another; whatever came in. */
function about(event: unknown): { contactId?: string } {
  const { ContactId: id } = record(record(record(event)['Details'])['ContactData']);
  return typeof id === 'string' ? { contactId: id.slice(0, 256) } : {};
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
