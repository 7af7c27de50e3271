import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything in this package is served on the loopback interface only. */
export const HOST = '127.0.0.1';

export interface Listening {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  endpoint: string;
  stop(): Promise<void>;
}

/** Serves HTTP on a port, a free one when it is 0 or missing. `stop` also closes connections that are kept alive. */
export async function listen(listener: RequestListener, port = 0): Promise<Listening> {
  const server = createServer(listener);
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://${HOST}:${address.port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
