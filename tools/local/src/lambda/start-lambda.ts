import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '@patchbay/emulator';
import { nameFromArn } from '../aws/account.ts';
import { AwsError } from '../aws/error.ts';
import { listen, type Listening } from '../http/listen.ts';
import { BodyTooLarge, readBody } from '../http/read-body.ts';
import { AsyncInvocations, type DeadLetter } from './async-invocations.ts';
import { invoke, type Invocation } from './invoke.ts';
import { withLogTail, type LineSource } from './log-tail.ts';

/** A function that can be invoked. */
export interface FunctionTarget {
  /** Where its service serves the Invoke API. */
  endpoint: string;
  /** Retries of an asynchronous event; 2 when missing. */
  maximumRetryAttempts?: number;
  /** What its service prints, for callers who want the end of the log. */
  lines?: LineSource;
}

export interface LambdaOptions {
  clock: Clock;
  retryDelaysMs?: readonly number[];
  port?: number;
}

/** Lambda's Invoke API for the functions of all services at one endpoint. */
export interface LocalLambda extends Listening {
  /** Makes a function known under its full name, such as `sma-handler-dev-main`. */
  register(functionName: string, target: FunctionTarget): void;
  /** By name or ARN; waits for the answer. */
  invoke(functionName: string, payload: string | Uint8Array): Promise<Invocation>;
  /** By name or ARN; retried by Lambda's rules for asynchronous events. */
  invokeAsync(functionName: string, payload: string): void;
  deadLetters(): readonly DeadLetter[];
}

/** Lambda's quota for a request. */
const MAX_PAYLOAD = 6 * 1024 * 1024;
const DEFAULT_RETRIES = 2;

export async function startLambda({ clock, retryDelaysMs, port }: LambdaOptions): Promise<LocalLambda> {
  const functions = new Map<string, FunctionTarget>();
  const agent = new Agent({ keepAlive: true });

  async function run(nameOrArn: string, payload: string | Uint8Array): Promise<Invocation> {
    const name = functionName(nameOrArn);
    const target = functions.get(name);
    if (!target) return { kind: 'unreachable', message: `Function not found: ${name}` };
    return invoke(target.endpoint, name, payload, agent);
  }

  const queue = new AsyncInvocations({
    clock,
    invoke: run,
    retries: (name) => functions.get(functionName(name))?.maximumRetryAttempts ?? DEFAULT_RETRIES,
    ...(retryDelaysMs && { retryDelaysMs }),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = requestedFunction(request);
    if (!functions.has(name)) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
    const payload = await readBody(request, MAX_PAYLOAD);
    switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
      case 'Event':
        queue.send(name, payload.toString() || '{}');
        response.writeHead(202).end();
        return;
      case 'DryRun':
        response.writeHead(204).end();
        return;
      case 'RequestResponse':
        write(response, await runLogged(request, response, name, payload));
        return;
      default:
        throw new AwsError('InvalidParameterValueException', 'InvocationType is Event, RequestResponse or DryRun.');
    }
  }

  async function runLogged(
    { headers }: IncomingMessage,
    response: ServerResponse,
    name: string,
    payload: Buffer,
  ): Promise<Invocation> {
    const lines = headers['x-amz-log-type'] === 'Tail' ? functions.get(name)?.lines : undefined;
    if (!lines) return run(name, payload);
    const { result, logResult } = await withLogTail(lines, () => run(name, payload));
    response.setHeader('x-amz-log-result', logResult);
    return result;
  }

  const server = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  }, port);

  return {
    endpoint: server.endpoint,
    register: (name, target) => void functions.set(name, target),
    invoke: run,
    invokeAsync: (name, payload) => queue.send(name, payload),
    deadLetters: () => queue.deadLetters(),
    async stop() {
      await queue.stop();
      await server.stop();
      agent.destroy();
    },
  };
}

/** `name` of `name`, `name:alias`, or `arn:aws:lambda:<region>:<account>:function:name[:alias]`. */
function functionName(nameOrArn: string): string {
  const [, name = nameOrArn] = /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:function:)?([^:]+)(?::[^:]+)?$/.exec(nameOrArn) ?? [];
  return nameFromArn(name);
}

function requestedFunction(request: IncomingMessage): string {
  const [, name] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/.exec(request.url ?? '') ?? [];
  if (name === undefined || request.method !== 'POST') {
    throw new AwsError(
      'UnknownOperationException',
      `${request.method} ${request.url} is not served here, only Invoke.`,
      404,
    );
  }
  return functionName(decodeURIComponent(name));
}

function write(response: ServerResponse, result: Invocation): void {
  if (result.kind === 'unreachable') throw new AwsError('ServiceException', result.message, 500);
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amz-executed-version', '$LATEST');
  if (result.kind === 'returned') {
    response.writeHead(200).end(result.payload || 'null');
    return;
  }
  const { errorType, errorMessage } = result;
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify({ errorType, errorMessage }));
}

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof BodyTooLarge ? new AwsError('RequestTooLargeException', error.message, 413) : error;
  const { code, message, status } =
    known instanceof AwsError ? known : new AwsError('ServiceException', String(error), 500);
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message, message }));
}
