import { once } from 'node:events';
import { request, type Agent, type IncomingMessage } from 'node:http';
import { readBody } from './read-body.ts';

export interface PostResult {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** POSTs a body. Rejects when nobody answers. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
  agent: Agent,
): Promise<PostResult> {
  const sent = request(url, {
    method: 'POST',
    agent,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await readBody(response) };
}
