import type { InvokeOutcome, InvokeResult } from '../engine/ports.ts';
import { exceeds, MAX_REQUEST_BYTES, MAX_RESPONSE_BYTES } from './limits.ts';

/** Taken before a handler is loaded, which may replace globals. */
const { stringify } = JSON;

/** A result with what the function printed, before anybody has said how long it took. */
export type LoggedResult = InvokeResult & { logs?: readonly string[]; logsTruncated?: true };

/** What Lambda makes of a returned value: JSON text, where undefined is null and a string stays a JSON string. */
export function returned(value: unknown): InvokeResult {
  let payload: string | undefined;
  try {
    payload = stringify(value);
  } catch {
    return { kind: 'failed', errorType: 'Error', errorMessage: 'Unable to stringify response body' };
  }
  return checkedSize(payload ?? 'null');
}

/** The response body as it is, unless it is larger than Lambda lets pass. */
export function checkedSize(payload: string): InvokeResult {
  if (exceeds(payload, MAX_RESPONSE_BYTES)) return responseTooLarge();
  return { kind: 'returned', payload };
}

export function responseTooLarge(): InvokeResult {
  return {
    kind: 'failed',
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  };
}

/** What Lambda makes of a thrown value, an Error or not. */
export function failed(thrown: unknown): InvokeResult {
  if (thrown instanceof Error) return { kind: 'failed', errorType: thrown.name, errorMessage: thrown.message };
  const likeError = errorLike(thrown);
  if (likeError) return { kind: 'failed', ...likeError };
  return { kind: 'failed', errorType: typeof thrown, errorMessage: textOf(thrown) };
}

export function requestTooLarge(): InvokeResult {
  return {
    kind: 'refused',
    reason: 'too-large',
    message: `Request must be smaller than ${MAX_REQUEST_BYTES} bytes for the InvokeFunction operation`,
  };
}

/** An Error of another realm (a vm context, a worker) is no instance of ours. */
function errorLike(thrown: unknown): { errorType: string; errorMessage: string } | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  if (!('name' in thrown) || !('message' in thrown)) return undefined;
  const { name, message } = thrown;
  return typeof name === 'string' && typeof message === 'string'
    ? { errorType: name, errorMessage: message }
    : undefined;
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'a value that cannot be printed';
  }
}

export function timed(result: LoggedResult, durationMs: number): InvokeOutcome {
  return Object.assign(result, { durationMs });
}
