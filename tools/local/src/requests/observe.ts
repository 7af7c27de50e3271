import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { functionOf } from './client-name.ts';

/** A request of a function to one of the AWS APIs that this process serves, the emulator's included. */
export interface FunctionRequest {
  /** The full name of the function, such as `sma-handler-dev-handler`. */
  functionName: string;
  method: string;
  /** Path and query. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Of objects, only the beginning. */
  body: string;
}

/** Of the HTTP servers of a process: told of each request before anybody else is. */
const CHANNEL = 'http.server.request.start';
/** Longer than any request of an API but for objects, bytes. */
const MAX_BODY = 256 * 1024;

/**
 * Tells of all requests that functions make from now on, when they have arrived: SDK clients name the function in their
 * user agent. Returns the function that ends it.
 */
export function observeRequests(onRequest: (request: FunctionRequest) => void): () => void {
  const listener = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    const functionName = functionOf(request.headers['user-agent']);
    if (functionName === undefined) return;
    const { method = '', url = '' } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    whenRead(request, (body) => onRequest({ functionName, method, url, headers, body }));
  };
  subscribe(CHANNEL, listener);
  return () => void unsubscribe(CHANNEL, listener);
}

/** Listens to what the parser hands to the request: to read the stream would take it away from the server. */
function whenRead(request: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding) => {
    if (chunk === null) then(Buffer.concat(chunks).toString());
    else if (size < MAX_BODY) {
      chunks.push(chunk);
      size += chunk.length;
    }
    return push(chunk, encoding);
  };
}
