import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { HOST } from './listen.ts';

/** Ports that were free a moment ago, all different, for a program that cannot choose one by itself. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
