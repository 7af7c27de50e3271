import { request as send } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import { listen, type Listening } from '../http/listen.ts';
import { readBody } from '../http/read-body.ts';
import { clientNameOf } from './client-name.ts';
import { type FunctionRequest, observeRequests } from './observe.ts';

let server: Listening;
/** As the server read them. */
const bodies: string[] = [];
beforeAll(async () => {
  server = await listen((request, response) => {
    void readBody(request).then((body) => {
      bodies.push(body.toString());
      response.end('{}');
    });
  });
});
afterAll(() => server.stop());

async function list(functionName: string): Promise<void> {
  const client = new DynamoDBClient({
    ...{ endpoint: server.endpoint, region: 'us-east-1', credentials: LOCAL_CREDENTIALS },
    userAgentAppId: clientNameOf(functionName),
  });
  await client.send(new ListTablesCommand({ Limit: 3 }));
  client.destroy();
}

test('the requests of functions are told, whole, and the server reads them as ever', async () => {
  const told: FunctionRequest[] = [];
  const stop = observeRequests((request) => told.push(request));
  await list('svc-dev-one');
  await fetch(server.endpoint, { method: 'POST', body: 'by nobody' });
  const own = send(`${server.endpoint}/path?a=b`, {
    method: 'PUT',
    headers: { 'user-agent': 'x app/svc-dev-two-PTEnv-' },
  });
  own.write('first ');
  setImmediate(() => own.end('last'));
  await once(own, 'response');
  stop();
  await list('svc-dev-three');

  expect(told).toMatchObject([
    { functionName: 'svc-dev-one', method: 'POST', url: '/', body: '{"Limit":3}' },
    { functionName: 'svc-dev-two', method: 'PUT', url: '/path?a=b', body: 'first last' },
  ]);
  expect(told[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.ListTables');
  expect(bodies).toEqual(['{"Limit":3}', 'by nobody', 'first last', '{"Limit":3}']);
});
