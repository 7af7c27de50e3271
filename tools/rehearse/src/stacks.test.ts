import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stackAtRest } from './stacks.ts';

let statuses: string[];
const server = createServer((_request, response) => {
  const status = statuses.length > 1 ? statuses.shift() : statuses[0];
  response.end(status === undefined ? '<Error/>' : `<StackStatus>${status}</StackStatus>`);
});
let endpoint: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const rest = () => stackAtRest(endpoint, 'infra-rehearsal', new AbortController().signal);

test('a rollback is waited for, its cleanup included', async () => {
  statuses = [
    ...['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'],
    'UPDATE_ROLLBACK_COMPLETE',
  ];
  expect(await rest()).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a stack that is not there is said not to be', async () => {
  statuses = [];
  await expect(rest()).rejects.toThrow('There is no stack infra-rehearsal.');
});
