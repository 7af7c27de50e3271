import type { Logger } from '@aws-lambda-powertools/logger';
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { VerifyToken } from '../sign-in/user.ts';
import { HttpProblem } from './http-problem.ts';
import { readRequest, type HttpRequest } from './http-request.ts';

export interface HttpAnswer {
  status: number;
  /** As JSON; none when missing. */
  body?: object;
  headers?: Readonly<Record<string, string>>;
}

export type HttpHandler = (
  event: Partial<APIGatewayProxyEventV2>,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export interface HttpHandlerOptions<Body> {
  logger: Logger;
  verify: VerifyToken;
  /** Of the user pool: only who is in it is answered. */
  group?: string;
  /** What the body must be; there is none when missing. */
  body?: z.ZodMiniType<Body>;
  /** The longest body; 16 KB when missing. */
  maxBodyBytes?: number;
  /** Milliseconds, for durations. */
  now?: () => number;
}

const UNEXPECTED = new HttpProblem(500, 'failed', 'Something went wrong', { detail: 'Try again in a moment.' });

/**
 * The handler of a function behind an HTTP API (payload format 2.0). Only who has signed in is answered, unless `verify` is
 * `anybody`; whatever goes wrong is a problem document, and one line in the log says what was asked, by route, and what came of it: no token, no
 * address, no number.
 */
export function httpHandler<Body = undefined>(
  answer: (request: HttpRequest<Body>) => Promise<HttpAnswer>,
  { logger, now = () => performance.now(), ...rules }: HttpHandlerOptions<Body>,
): HttpHandler {
  const stack = middy(async (event: Partial<APIGatewayProxyEventV2>) => {
    const request = await readRequest(event, rules);
    return toResult(await answer(request));
  }).use(oneLine(logger, now));
  return (event, context) => stack(event, context);
}

type Middleware = MiddlewareObj<
  Partial<APIGatewayProxyEventV2>,
  APIGatewayProxyStructuredResultV2,
  Error,
  Context,
  { started: number; keys: Readonly<Record<string, unknown>> }
>;

function oneLine(logger: Logger, now: () => number): Middleware {
  const since = (started: number) => Math.round((now() - started) * 10) / 10;
  return {
    before: ({ event, context, internal }) => {
      internal.started = now();
      // Its own line has them whatever the logger is told meanwhile.
      internal.keys = { requestId: context.awsRequestId, route: event.routeKey };
      logger.resetKeys();
      logger.appendKeys(internal.keys);
    },
    after: ({ response, internal }) => {
      const { keys, started } = internal;
      logger.info('answered', { ...keys, status: response?.statusCode, durationMs: since(started) });
    },
    onError: (request) => {
      const { error, internal } = request;
      const problem = error instanceof HttpProblem ? error : UNEXPECTED;
      const details = {
        ...internal.keys,
        status: problem.status,
        code: problem.code,
        durationMs: since(internal.started),
      };
      if (problem.status >= 500) logger.error('failed', { ...details, error: causeOf(error) });
      else logger.info('refused', details);
      request.response = {
        statusCode: problem.status,
        headers: { ...problem.headers, 'content-type': 'application/problem+json', ...noStore },
        body: JSON.stringify(problem.problem),
      };
    },
  };
}

/** Answers are about one person, and some have what opens a door. */
const noStore = { 'cache-control': 'no-store' };

function toResult({ status, body, headers }: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }), ...noStore },
    ...(body && { body: JSON.stringify(body) }),
  };
}

function causeOf(error: Error | null | undefined): Error | undefined {
  const cause: unknown = error?.cause;
  return cause instanceof Error ? cause : (error ?? undefined);
}
