import type { Connections } from '@patchbay/repositories';
import type { SocketAnswer, SocketEvent } from './socket-handler.ts';

export interface DisconnectDeps {
  connections: Pick<Connections, 'remove'>;
}

/** `$disconnect`: forgets a live socket. API Gateway tells of most ends, not of all; the others expire. */
export async function disconnect(event: SocketEvent, { connections }: DisconnectDeps): Promise<SocketAnswer> {
  await connections.remove(event.requestContext.connectionId);
  return { statusCode: 200, outcome: 'disconnected' };
}
