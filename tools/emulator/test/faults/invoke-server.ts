import type { SmaEvent } from '@patchbay/sma';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultKind } from './faults.ts';

export type Answer = NonNullable<FaultKind['answer']>;

/** Lambda's Invoke API, as far as it takes to run functions and to refuse to. */
export interface InvokeServer extends AsyncDisposable {
  readonly endpoint: string;
}

/** `functions` by name: what each answers to an event. */
export async function startInvokeServer(
  functions: Readonly<Record<string, (event: SmaEvent) => Answer>>,
): Promise<InvokeServer> {
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? '';
      const run = functions[name];
      if (!run) return void response.writeHead(404).end('{"Message":"Function not found"}');
      send(response, run(JSON.parse(Buffer.concat(chunks).toString('utf8')) as SmaEvent));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'cut') return void response.destroy();
  const [status, body, headers] = answer;
  response.writeHead(status, headers).end(body);
}
