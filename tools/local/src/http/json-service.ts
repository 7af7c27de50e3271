import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { listen, type Listening } from './listen.ts';
import { readBody } from './read-body.ts';

/** One API operation: its input as parsed JSON, its output as an object. Throws `AwsError` or a zod error. */
export type Operation = (input: unknown) => object | Promise<object>;

export interface JsonServiceOptions {
  /** What stands before the operation in `X-Amz-Target`, such as `AWSEvents`. */
  targetPrefix: string;
  operations: Readonly<Record<string, Operation>>;
  /** The name that this API gives to an error of validation. */
  validationError: string;
  port?: number;
}

type Served = Omit<JsonServiceOptions, 'port'>;

/** Serves an API in the AWS JSON 1.1 protocol, as SDK clients speak it. */
export function startJsonService(options: JsonServiceOptions): Promise<Listening> {
  return listen((request, response) => void answerJson(request, response, options), options.port);
}

/** Answers one request of such an API. Never rejects. */
export async function answerJson(request: IncomingMessage, response: ServerResponse, options: Served): Promise<void> {
  try {
    const operation = find(request, options);
    const input = parse((await readBody(request)).toString());
    send(response, 200, await operation(input));
  } catch (error) {
    const { code, message, status } = toAwsError(error, options);
    response.setHeader('x-amzn-errortype', code);
    send(response, status, { __type: code, message });
  }
}

function find(request: IncomingMessage, { targetPrefix, operations }: Served): Operation {
  const target = String(request.headers['x-amz-target'] ?? '');
  const [prefix, name = ''] = target.split('.');
  const operation = prefix === targetPrefix && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation) return operation;
  const served = Object.keys(operations).join(', ');
  throw new AwsError(
    'UnknownOperationException',
    `${target || 'A call without X-Amz-Target'} is not served here, only ${served}.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
}

function toAwsError(error: unknown, options: Served): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) return new AwsError(options.validationError, z.prettifyError(error));
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
