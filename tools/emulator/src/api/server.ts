import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ApiHandler, ApiResponse } from './http.ts';

export interface ServerOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Reachable from this machine only unless said otherwise. */
  host?: string;
  /** Bytes; a larger request is answered by 413. */
  maxBodyBytes?: number;
  /** Takes over connections that ask for a WebSocket; without it they are closed. */
  onUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface Server {
  /** e.g. `http://127.0.0.1:4567`, without a slash at the end. */
  url: string;
  port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** Serves a handler over HTTP. Rejects when the port is taken. */
export async function startServer(handler: ApiHandler, options: ServerOptions = {}): Promise<Server> {
  const { port = 0, host = '127.0.0.1', maxBodyBytes = MAX_BODY_BYTES } = options;
  const server = createServer((request, response) => {
    answer(handler, request, maxBodyBytes).then(
      (result) => send(response, result),
      () => response.destroy(),
    );
  });
  if (options.onUpgrade) server.on('upgrade', options.onUpgrade.bind(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(handler: ApiHandler, request: IncomingMessage, maxBodyBytes: number): Promise<ApiResponse> {
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return tooLarge(maxBodyBytes);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return handler({ method: request.method ?? 'GET', url: request.url ?? '/', headers, body });
}

/** Undefined when there is more than `limit`; what is left is read and thrown away, so that the answer arrives. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit * 16) throw new Error('The request body does not end');
  }
  return size > limit ? undefined : Buffer.concat(chunks).toString('utf8');
}

function tooLarge(limit: number): ApiResponse {
  return {
    status: 413,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'RequestEntityTooLargeException' },
    body: JSON.stringify({ Code: 'RequestEntityTooLarge', Message: `The request body is larger than ${limit} bytes` }),
  };
}

function send(response: ServerResponse, result: ApiResponse): void {
  response.writeHead(result.status, { ...result.headers, 'content-length': Buffer.byteLength(result.body) });
  response.end(result.body);
}
