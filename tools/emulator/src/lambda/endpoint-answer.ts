import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { InvokeResult } from '../engine/ports.ts';
import { LOG_TAIL_BYTES } from './limits.ts';
import { checkedSize, responseTooLarge, type LoggedResult } from './result.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Undefined when it was larger than a response can be. */
  body: string | undefined;
}

const functionError = z.object({ errorType: z.string().optional(), errorMessage: z.string().optional() });
const apiError = z.object({ message: z.string().optional(), Message: z.string().optional() });

/** What the answer of Lambda's Invoke API means. */
export function readAnswer(answer: Answer, functionName: string, endpoint: string): LoggedResult {
  return { ...resultOf(answer, functionName, endpoint), ...tail(answer.headers['x-amz-log-result']) };
}

function resultOf({ status, headers, body }: Answer, functionName: string, endpoint: string): InvokeResult {
  if (status === 200) {
    if (body === undefined) return responseTooLarge();
    return headers['x-amz-function-error'] === undefined ? checkedSize(body) : thrown(body);
  }
  const message = apiMessage(body);
  const where = `${functionName} at ${endpoint}`;
  switch (status) {
    case 404:
      return { kind: 'refused', reason: 'not-found', message: message ?? `Function not found: ${where}` };
    case 429:
      return { kind: 'refused', reason: 'throttled', message: message ?? `Rate exceeded: ${where}` };
    case 401:
    case 403:
      return { kind: 'refused', reason: 'access-denied', message: message ?? `Not allowed to invoke ${where}` };
    case 413:
      return { kind: 'refused', reason: 'too-large', message: message ?? `Request too large for ${where}` };
    default:
      return {
        kind: 'refused',
        reason: 'unreachable',
        message: `${where} answered ${status}${message ? `: ${message}` : ''}`,
      };
  }
}

function thrown(body: string): InvokeResult {
  const error = functionError.safeParse(parsed(body)).data;
  return {
    kind: 'failed',
    errorType: error?.errorType ?? 'Error',
    errorMessage: error?.errorMessage ?? body.slice(0, 1000),
  };
}

function apiMessage(body: string | undefined): string | undefined {
  const error = apiError.safeParse(parsed(body ?? '')).data;
  return error?.message ?? error?.Message;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The last 4 KB of the function's log, base64 in a header. What fills them is taken to have been cut. */
function tail(header: string | string[] | undefined): Pick<LoggedResult, 'logs' | 'logsTruncated'> {
  if (typeof header !== 'string' || header === '') return {};
  const log = Buffer.from(header, 'base64');
  const logs = log
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return { logs, ...(log.length >= LOG_TAIL_BYTES && { logsTruncated: true }) };
}
