import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import { lambdaEndpoint } from './endpoint.ts';

/** What the server answers to a function of that name. */
const answers: Record<string, [status: number, body: string, headers?: Record<string, string>]> = {
  good: [200, '{"SchemaVersion":"1.0"}', { 'x-amz-log-result': Buffer.from('START\n\nhello\n').toString('base64') }],
  'prints-much': [200, '{}', { 'x-amz-log-result': Buffer.alloc(4096, 'line\n').toString('base64') }],
  thrown: [200, '{"errorType":"KeyError","errorMessage":"no key"}', { 'x-amz-function-error': 'Unhandled' }],
  'thrown-text': [200, 'oops', { 'x-amz-function-error': 'Unhandled' }],
  missing: [404, '{"Message":"Function not found: missing"}'],
  busy: [429, '{"message":"Rate Exceeded."}'],
  forbidden: [403, ''],
  'too-large': [413, 'not JSON'],
  broken: [502, '<html>'],
  'once-a-connection': [200, '{}'],
  huge: [200, `"${'x'.repeat(7 * 1024 * 1024)}"`],
};

describe('a function behind the Lambda API', () => {
  let server: Server;
  let endpoint: string;
  const used = new WeakSet<object>();
  const requests: { url: string | undefined; type: unknown; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await request.toArray()).join('');
    requests.push({ url: request.url, type: request.headers['x-amz-invocation-type'], body });
    const name = decodeURIComponent(request.url?.split('/').at(-2) ?? '');
    if (name === 'cuts') return void request.socket.destroy();
    if (name === 'silent') return;
    if (name === 'once-a-connection' && used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    const [status, text, headers] = answers[name] ?? [500, ''];
    response.writeHead(status, headers).end(text);
  }

  async function invoke(functionName: string, at = endpoint, timeoutMs = 5000) {
    const functions = lambdaEndpoint({ endpoint: at, functionName, timeoutMs });
    const outcome = await functions.invoke(invokeRequest());
    await functions.dispose();
    return outcome;
  }

  test('gets the event and its answer and log come back', async () => {
    expect(await invoke('good', `${endpoint}/`)).toMatchObject({
      kind: 'returned',
      payload: '{"SchemaVersion":"1.0"}',
      logs: ['START', 'hello'],
    });
    expect(requests.at(-1)).toEqual({
      url: '/2015-03-31/functions/good/invocations',
      type: 'RequestResponse',
      body: invokeRequest().payload,
    });
  });

  test('a log that fills all the room there is was cut', async () => {
    expect(await invoke('prints-much')).toMatchObject({ logsTruncated: true });
    expect(await invoke('good')).not.toHaveProperty('logsTruncated');
  });

  test.each([
    ['thrown', { kind: 'failed', errorType: 'KeyError', errorMessage: 'no key' }],
    ['thrown-text', { kind: 'failed', errorType: 'Error', errorMessage: 'oops' }],
    ['huge', { kind: 'failed', errorType: 'Function.ResponseSizeTooLarge' }],
    ['missing', { kind: 'refused', reason: 'not-found', message: 'Function not found: missing' }],
    ['busy', { kind: 'refused', reason: 'throttled', message: 'Rate Exceeded.' }],
    ['forbidden', { kind: 'refused', reason: 'access-denied' }],
    ['too-large', { kind: 'refused', reason: 'too-large' }],
    ['cuts', { kind: 'refused', reason: 'unreachable' }],
  ])('%s', async (name, outcome) => {
    expect(await invoke(name)).toMatchObject(outcome);
  });

  test('another status is named', async () => {
    expect(await invoke('broken')).toMatchObject({
      reason: 'unreachable',
      message: `broken at ${endpoint} answered 502`,
    });
  });

  test('an answer that does not come is given up', async () => {
    expect(await invoke('silent', endpoint, 100)).toMatchObject({
      reason: 'unreachable',
      message: `No function at ${endpoint}: no answer in 0.1 seconds`,
    });
  });

  test('a kept connection that the server gives up is no failure', async () => {
    const functions = lambdaEndpoint({ endpoint, functionName: 'once-a-connection' });
    const outcomes = [await functions.invoke(invokeRequest()), await functions.invoke(invokeRequest())];
    await functions.dispose();
    expect(outcomes.map(({ kind }) => kind)).toEqual(['returned', 'returned']);
  });

  test('nobody listening is unreachable', async () => {
    expect(await invoke('good', 'http://127.0.0.1:1')).toMatchObject({
      kind: 'refused',
      reason: 'unreachable',
      message: 'No function at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  test.each(['localhost:3002', 'ftp://localhost', 'http://localhost/?a=b', ''])('%j is no endpoint', (text) => {
    expect(() => lambdaEndpoint({ endpoint: text, functionName: 'f' })).toThrow(/^Not an endpoint: /);
  });
});
