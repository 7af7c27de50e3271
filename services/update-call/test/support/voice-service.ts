import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Vector } from './vectors.ts';

interface Sent {
  path: string | undefined;
  arguments: unknown;
}

/** Chime SDK Voice that does with each request what it has been told. */
export async function startVoiceService() {
  let outcomes: Vector['update'] = [];
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      sent.push({ path: request.url, arguments: (JSON.parse(body) as { Arguments: unknown }).Arguments });
      const [status, error, answer] = outcomes.shift() ?? [500, 'OneRequestTooMany'];
      if (status === 'hang-up') return request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) });
      const accepted = answer ?? { SipMediaApplicationCall: { TransactionId: request.url?.split('/').at(-1) } };
      response.end(JSON.stringify(error ? { Code: error, Message: 'no' } : accepted));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What is sent from now on. */
    expect(update: Vector['update']): readonly Sent[] {
      outcomes = [...update];
      sent.length = 0;
      return sent;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
