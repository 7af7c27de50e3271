import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws/error.ts';
import { listen, type Listening } from '../http/listen.ts';
import { BodyTooLarge, readBody } from '../http/read-body.ts';

/** The API Gateway Management API for the connections of all WebSocket APIs. */
export interface LocalConnections extends Listening {
  /** Makes a WebSocket API known by its `http:` endpoint, where serverless-offline serves its own connections. */
  addApi(endpoint: string): void;
}

/** API Gateway's quota for a message. */
const MAX_MESSAGE = 128 * 1024;
const GONE = 410;

export async function startConnections({ port }: { port?: number } = {}): Promise<LocalConnections> {
  const apis: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const [, path] = /(\/@connections\/[^/?]+)$/.exec(url) ?? [];
    if (path === undefined || !['POST', 'DELETE'].includes(method)) {
      throw new AwsError('UnknownOperationException', `${method} ${url} is not served here.`, 404);
    }
    const body = await readBody(request, MAX_MESSAGE);
    // Whose connection it is shows only when it is asked for.
    for (const api of apis) {
      const { status } = await fetch(api + path, { method, ...(method === 'POST' && { body: new Uint8Array(body) }) });
      if (status === GONE) continue;
      if (status >= 300) throw new AwsError('InternalServerError', `${api} answered ${status}.`, 500);
      response.writeHead(method === 'DELETE' ? 204 : 200).end();
      return;
    }
    throw new AwsError('GoneException', 'The connection is gone.', GONE);
  }

  const server = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  }, port);
  return { ...server, addApi: (endpoint) => void apis.push(endpoint) };
}

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof BodyTooLarge ? new AwsError('PayloadTooLargeException', error.message, 413) : error;
  const { code, message, status } =
    known instanceof AwsError ? known : new AwsError('InternalServerError', String(error), 500);
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ message }));
}
