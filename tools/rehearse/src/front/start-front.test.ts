import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Front, startFront } from './start-front.ts';

interface Seen {
  line: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const apis = {
  items: [
    { apiId: 'http1', protocolType: 'HTTP' },
    { apiId: 'live1', protocolType: 'WEBSOCKET' },
  ],
};
const stages = { items: [{ stageName: 'prod' }] };

/** What is behind the front. */
const behind = createServer((request, response) => {
  void text(request).then((body) => {
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    response.setHeader('x-behind', 'yes');
    response.end(JSON.stringify(request.url?.endsWith('/stages') ? stages : apis));
  });
});
let seen: Seen[];
let front: Front;

beforeEach(async () => {
  seen = [];
  behind.listen(0, '127.0.0.1');
  await once(behind, 'listening');
  front = await startFront(`http://127.0.0.1:${(behind.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await front.stop();
  behind.closeAllConnections();
  await new Promise((resolve) => behind.close(resolve));
});

test('everything is passed on as it came', async () => {
  const response = await fetch(`${front.url}/bucket/key?x=1`, {
    method: 'PUT',
    body: 'abc',
    headers: { 'content-md5': 'x' },
  });

  expect(response.headers.get('x-behind')).toBe('yes');
  expect(await response.json()).toEqual(apis);
  expect(seen).toMatchObject([{ line: 'PUT /bucket/key?x=1', body: 'abc', headers: { 'content-md5': 'x' } }]);
});

test('a template is made to fit, and its checksums are left out', async () => {
  const Resources = { Flow: { Type: 'AWS::Connect::ContactFlow' }, Queue: { Type: 'AWS::SQS::Queue' } };
  await fetch(`${front.url}/bucket/serverless/infra/compiled-cloudformation-template.json?x-id=PutObject`, {
    method: 'PUT',
    body: JSON.stringify({ Resources }),
    headers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-content-sha256': '0', 'x-amz-meta-filesha256': 'kept' },
  });

  const [{ headers, body } = { headers: {}, body: '' }] = seen;
  expect(JSON.parse(body)).toEqual({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
  expect(Object.keys(headers).filter((name) => name.startsWith('x-amz-'))).toEqual(['x-amz-meta-filesha256']);
});

test('a message to a live socket goes to the WebSocket API', async () => {
  await fetch(`${front.url}/@connections/abc%3D`, { method: 'POST', body: 'hello' });

  expect(seen.at(-1)).toMatchObject({ line: 'POST /_aws/execute-api/live1/prod/@connections/abc%3D', body: 'hello' });
});
