import { once } from 'node:events';
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { operationOf } from './operation.ts';

/** A request to AWS, as the wire has seen it: when it came, and when its answer went; milliseconds. */
export interface Sent {
  operation: string;
  from: number;
  to: number;
}

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer | string;
}

export type Answering = (asked: Asked) => Promise<Answered>;

/** Between a function and AWS: notes each request, and makes it last. */
export interface Wire {
  readonly sent: Sent[];
  /**
   * An endpoint at which `answering`, or the server at this URL, answers. Each request lasts `latencyMs()`, or as long as
   * the answer takes if that is longer.
   */
  open(answering: Answering | string, latencyMs: () => number): Promise<string>;
  close(): void;
}

export function createWire(): Wire {
  const sent: Sent[] = [];
  const agent = new Agent({ keepAlive: true });
  const servers: ReturnType<typeof createServer>[] = [];
  return {
    sent,
    async open(given, latencyMs) {
      const answering = typeof given === 'string' ? passOn(given, agent) : given;
      const server = createServer((incoming, response) => {
        const from = performance.now();
        const answer = async () => {
          const asked = await read(incoming);
          const { status, headers, body } = await answering(asked);
          // Timers may be a moment early.
          for (let left; (left = from + latencyMs() - performance.now()) > 0;) await setTimeout(left);
          // Noted before it goes: what waits for the answer begins later than this.
          sent.push({ operation: operationOf(asked), from, to: performance.now() });
          response.writeHead(status, headers).end(body);
        };
        answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      }).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close() {
      agent.destroy();
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function passOn(endpoint: string, agent: Agent): Answering {
  return async ({ method, path, headers, body }) => {
    const passed = request(endpoint + path, { method, headers, agent });
    passed.end(body);
    const [response] = (await once(passed, 'response')) as [IncomingMessage];
    const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, ...kept } = response.headers;
    return { status: response.statusCode ?? 0, headers: kept, body: await bodyOf(response) };
  };
}

async function read(incoming: IncomingMessage): Promise<Asked> {
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, body: await bodyOf(incoming) };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  return Buffer.concat((await message.toArray()) as Buffer[]);
}
