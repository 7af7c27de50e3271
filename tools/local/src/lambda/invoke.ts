import type { Agent } from 'node:http';
import * as z from 'zod';
import { post, type PostResult } from '../http/post.ts';

/** What came of an invocation. */
export type Invocation =
  /** The function returned; `payload` is JSON text, '' when it returned nothing. */
  | { kind: 'returned'; payload: string }
  /** The function threw or ran out of time. */
  | { kind: 'failed'; errorType: string; errorMessage: string }
  /** No such function, or its service does not answer. */
  | { kind: 'unreachable'; message: string };

/** The path of Lambda's Invoke API. */
export function invokePath(functionName: string): string {
  return `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
}

/** Invokes a function and waits for its answer. Never rejects. */
export async function invoke(
  endpoint: string,
  functionName: string,
  payload: string | Uint8Array,
  agent: Agent,
): Promise<Invocation> {
  try {
    const result = await post(
      endpoint + invokePath(functionName),
      payload,
      { 'content-type': 'application/json' },
      agent,
    );
    return outcome(result);
  } catch (error) {
    return { kind: 'unreachable', message: `${functionName} at ${endpoint} does not answer: ${String(error)}` };
  }
}

function outcome({ status, headers, body }: PostResult): Invocation {
  const payload = body.toString();
  if (headers['x-amz-function-error'] !== undefined) return { kind: 'failed', ...readError(payload) };
  if (status >= 200 && status < 300) return { kind: 'returned', payload };
  return { kind: 'unreachable', message: `${status} ${payload}` };
}

const FunctionError = z.object({
  errorType: z.string().catch('Error'),
  errorMessage: z.string(),
  trace: z.array(z.string()).catch([]),
});

interface ThrownError {
  errorType: string;
  errorMessage: string;
}

function readError(payload: string): ThrownError {
  try {
    const { errorType, errorMessage, trace } = FunctionError.parse(JSON.parse(payload));
    return fromServerlessOffline(errorMessage, trace) ?? { errorType, errorMessage };
  } catch {
    return { errorType: 'Error', errorMessage: payload };
  }
}

/** serverless-offline calls every error `Error`; its name is in the stack. */
function fromServerlessOffline(errorMessage: string, [first = '']: readonly string[]): ThrownError | undefined {
  if (errorMessage === '[504] - Lambda timeout.')
    return { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' };
  const [, errorType] = /^([\w$.]+)(?::|$)/.exec(first) ?? [];
  return errorType === undefined ? undefined : { errorType, errorMessage };
}
