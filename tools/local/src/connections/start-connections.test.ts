import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials } from '../../test/support/stamp.ts';
import { listen, type Listening } from '../http/listen.ts';
import { readBody } from '../http/read-body.ts';
import { type LocalConnections, startConnections } from './start-connections.ts';

/** serverless-offline's part: connections whose names begin with a prefix. */
async function webSocketApi(prefix: string, heard: string[]): Promise<Listening> {
  return listen((request, response) => {
    void readBody(request).then((body) => {
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      if (id.startsWith(prefix)) heard.push(`${request.method} ${id} ${body.toString()}`);
      response.writeHead(id === 'broken' ? 500 : id.startsWith(prefix) ? 204 : 410).end();
    });
  });
}

let heard: string[];
let apis: Listening[];
let connections: LocalConnections;
let client: ApiGatewayManagementApiClient;
beforeEach(async () => {
  heard = [];
  apis = await Promise.all([webSocketApi('a', heard), webSocketApi('b=', heard)]);
  connections = await startConnections();
  for (const { endpoint } of apis) connections.addApi(endpoint);
  client = new ApiGatewayManagementApiClient({
    endpoint: connections.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials,
  });
});
afterEach(async () => {
  client.destroy();
  for (const each of [connections, ...apis]) await each.stop();
});

const post = (ConnectionId: string, Data = 'hello') => client.send(new PostToConnectionCommand({ ConnectionId, Data }));

describe('a connection', () => {
  test('of any WebSocket API gets its messages', async () => {
    await post('a1');
    await post('b=1', 'grüße');
    expect(heard).toEqual(['POST a1 hello', 'POST b=1 grüße']);
  });

  test('is closed', async () => {
    await client.send(new DeleteConnectionCommand({ ConnectionId: 'b=1' }));
    expect(heard).toEqual(['DELETE b=1 ']);
  });

  test('that is gone is known as such to an SDK client', async () => {
    await expect(post('c1')).rejects.toMatchObject({ name: 'GoneException', $metadata: { httpStatusCode: 410 } });
  });
});

test('a message has at most 128 KB', async () => {
  await expect(post('a1', 'x'.repeat(128 * 1024 + 1))).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  await post('a1', 'x'.repeat(128 * 1024));
  expect(heard).toHaveLength(1);
});

test('what is not served here says so', async () => {
  const get = new GetConnectionCommand({ ConnectionId: 'a1' });
  await expect(client.send(get)).rejects.toMatchObject({ name: 'UnknownOperationException' });
  await expect(post('broken')).rejects.toMatchObject({ name: 'InternalServerError' });
});
