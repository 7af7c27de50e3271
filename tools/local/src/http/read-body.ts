import type { IncomingMessage } from 'node:http';

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The whole body of a request or response. Throws `BodyTooLarge` beyond `limit` bytes; the rest is read and forgotten,
 * so that whoever sends it comes to read the answer.
 */
export async function readBody(message: IncomingMessage, limit = Infinity): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) break;
    chunks.push(chunk);
  }
  if (size <= limit) return Buffer.concat(chunks);
  message.resume();
  throw new BodyTooLarge(`More than ${limit} bytes.`);
}
