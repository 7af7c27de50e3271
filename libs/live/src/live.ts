import type { ApiGatewayManagementApiClientConfig } from '@aws-sdk/client-apigatewaymanagementapi';
import type { LiveMessage } from '@patchbay/contracts';
import type { Connection, Connections } from '@patchbay/repositories';
import type { ApiClient } from './api-client.ts';

/** How many connections a message got to. */
export interface Published {
  sent: number;
  /** Connections that were not there any more. */
  gone: number;
  /** Connections that it did not get to in time; 1 when they could not even be looked up. */
  failed: number;
}

export interface Live {
  /**
   * Sends a message to whoever has a live socket open as this owner, or listens under this topic. Never rejects, and takes
   * no longer than 1 s.
   * @param most how many live sockets at most, the newest ones; 10 by default
   */
  publish(owner: string, message: LiveMessage, most?: number): Promise<Published>;
}

export interface LiveOptions {
  connections: Pick<Connections, 'ofOwner' | 'remove'>;
  /** Where all connections are, instead of what each was stored with; `AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI` by default. */
  endpoint?: string | undefined;
  client?: Omit<ApiGatewayManagementApiClientConfig, 'endpoint'>;
  /** For all of it; 1,000 by default. */
  deadlineMs?: number;
  /** Told what went wrong, for a log. */
  report?: (error: unknown) => void;
}

/** More windows than that nobody looks at. */
const MAX_CONNECTIONS = 10;
const DEADLINE_MS = 1_000;

export function createLive({
  connections,
  endpoint = process.env['AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI'],
  client = {},
  deadlineMs = DEADLINE_MS,
  report = () => undefined,
}: LiveOptions): Live {
  const clients = new Map<string, Promise<ApiClient>>();
  const clientFor = (url: string): Promise<ApiClient> => {
    const known = clients.get(url);
    if (known) return known;
    const made = import('./api-client.ts').then(({ createApiClient }) => createApiClient({ ...client, endpoint: url }));
    clients.set(url, made);
    return made;
  };

  async function send(connection: Connection, data: Uint8Array, signal: AbortSignal): Promise<keyof Published> {
    try {
      const api = await clientFor(endpoint ?? connection.endpoint);
      if (await within(signal, api.post(connection.connectionId, data, signal))) return 'sent';
      await within(signal, connections.remove(connection.connectionId)).catch(report);
      return 'gone';
    } catch (error) {
      report(error);
      return 'failed';
    }
  }

  return {
    async publish(owner, message, most = MAX_CONNECTIONS) {
      const counts: Published = { sent: 0, gone: 0, failed: 0 };
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const data = Buffer.from(JSON.stringify(message));
        const open = await within(signal, connections.ofOwner(owner, most));
        const results = await Promise.all(open.map((connection) => send(connection, data, signal)));
        for (const result of results) counts[result] += 1;
      } catch (error) {
        report(error);
        counts.failed += 1;
      }
      return counts;
    },
  };
}

/** Rejects as soon as the signal is aborted, whatever becomes of the work. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason as Error);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, late]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
