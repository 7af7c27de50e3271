import type { ServiceError } from './errors.ts';
import type { ApiResponse } from './http.ts';

/** A successful answer; undefined has no body. */
export function succeeded(status: number, output: unknown, requestId: string): ApiResponse {
  const body = output === undefined ? '' : JSON.stringify(output);
  return { status, headers: headers(requestId), body };
}

/**
 * An error as the SDKs of all languages read it: the exception's name in `x-amzn-errortype`, since `Code` in the body
 * goes without its suffix.
 */
export function failed({ name, message, status }: ServiceError, requestId: string): ApiResponse {
  const body = { Code: name.replace(/Exception$/, ''), Message: message, message, RequestId: requestId };
  return { status, headers: { ...headers(requestId), 'x-amzn-errortype': name }, body: JSON.stringify(body) };
}

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}
