import type { Connections } from '@patchbay/repositories';
import type { SocketAnswer, SocketEvent } from './socket-handler.ts';

export interface ConnectDeps {
  connections: Pick<Connections, 'takeTicket' | 'add'>;
}

/** `$connect`: opens a live socket to whoever brings a ticket, which is used up. Why it does not, nobody is told. */
export async function connect(event: SocketEvent, { connections }: ConnectDeps): Promise<SocketAnswer> {
  const { connectionId, domainName, stage } = event.requestContext;
  const holder = await connections.takeTicket(event.queryStringParameters?.['ticket'] ?? '');
  if (!holder) return { statusCode: 401, outcome: 'refused' };
  await connections.add({ connectionId, ...holder, endpoint: `https://${domainName}/${stage}` });
  return { statusCode: 200, outcome: 'connected' };
}
