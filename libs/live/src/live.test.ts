import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveMessage } from '@patchbay/contracts';
import type { Connection } from '@patchbay/repositories';
import { createLive, type LiveOptions } from './live.ts';

const message: LiveMessage = {
  type: 'call',
  call: { id: 'call-1', to: '+12065550123', state: 'talking', hangupRequested: false, createdAt: 1_786_000_000_000 },
};
const client = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

let server: Server;
let url: string;
let received: { path: string; body: string }[];
let removed: string[];
let reported: unknown[];

/** Does what a connection's name says. */
beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const path = request.url ?? '';
      received.push({ path, body });
      if (path.includes('hang')) return;
      const status = path.includes('gone') ? 410 : path.includes('fail') ? 500 : 200;
      response.writeHead(status, status === 410 ? { 'x-amzn-errortype': 'GoneException' } : {}).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  const closed = once(server, 'close');
  server.close();
  await closed;
});
beforeEach(() => {
  received = [];
  removed = [];
  reported = [];
});
// A client keeps its connections alive, and one that hangs is never answered.
afterEach(() => server.closeAllConnections());

function liveWith(ids: readonly string[], options: Partial<LiveOptions> = {}) {
  const asked: [owner: string, limit: number][] = [];
  const live = createLive({
    connections: {
      async ofOwner(owner, limit): Promise<Connection[]> {
        asked.push([owner, limit]);
        return ids.map((connectionId) => ({ connectionId, owner, endpoint: `${url}/dev` }));
      },
      remove: async (connectionId) => void removed.push(connectionId),
    },
    client,
    report: (error) => void reported.push(error),
    ...options,
  });
  return { live, asked };
}

describe('a message', () => {
  test('gets to every connection, by its own endpoint', async () => {
    const { live, asked } = liveWith(['a=', 'b']);
    expect(await live.publish('sub-1', message)).toEqual({ sent: 2, gone: 0, failed: 0 });
    expect(asked).toEqual([['sub-1', 10]]);
    expect(received.map(({ path }) => path).sort()).toEqual(['/dev/@connections/a%3D', '/dev/@connections/b']);
    expect(received.map(({ body }) => JSON.parse(body) as LiveMessage)).toEqual([message, message]);
  });

  test('gets to where the environment says', async () => {
    process.env['AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI'] = `${url}/local`;
    try {
      await liveWith(['a']).live.publish('sub-1', message);
    } finally {
      delete process.env['AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI'];
    }
    expect(received).toMatchObject([{ path: '/local/@connections/a' }]);
  });

  test('gets to as many as it is for', async () => {
    const { live, asked } = liveWith(
      Array.from({ length: 60 }, (_, index) => `many-${index}`),
      { deadlineMs: 10_000 },
    );
    expect(await live.publish('operators', message, 100)).toEqual({ sent: 60, gone: 0, failed: 0 });
    expect(asked).toEqual([['operators', 100]]);
  });

  test('to nobody is fine', async () => {
    expect(await liveWith([]).live.publish('sub-1', message)).toEqual({ sent: 0, gone: 0, failed: 0 });
  });
});

describe('a connection that does not take it', () => {
  test('because it is gone, is removed', async () => {
    expect(await liveWith(['gone', 'a']).live.publish('sub-1', message)).toEqual({ sent: 1, gone: 1, failed: 0 });
    expect(removed).toEqual(['gone']);
    expect(reported).toEqual([]);
  });

  test('because of a fault, is asked twice and kept', async () => {
    expect(await liveWith(['fail', 'a']).live.publish('sub-1', message)).toEqual({ sent: 1, gone: 0, failed: 1 });
    expect(received.filter(({ path }) => path.includes('fail'))).toHaveLength(2);
    expect(removed).toEqual([]);
    expect(reported).toHaveLength(1);
  });

  test('because it hangs, holds nobody up', async () => {
    const { live } = liveWith(['hang', 'a'], { deadlineMs: 100 });
    expect(await live.publish('sub-1', message)).toEqual({ sent: 1, gone: 0, failed: 1 });
    expect(reported).toMatchObject([{ name: expect.stringMatching(/^(Timeout|Abort)Error$/) }]);
  });
});

describe('a table that does not answer', () => {
  const never = new Promise<never>(() => undefined);

  test.each<[string, LiveOptions['connections']['ofOwner']]>([
    ['fails', () => Promise.reject(new Error('no table'))],
    ['hangs', () => never],
  ])('because it %s, is a failure, not an error', async (_what, ofOwner) => {
    const { live } = liveWith([], { deadlineMs: 50, connections: { ofOwner, remove: () => never } });
    expect(await live.publish('sub-1', message)).toEqual({ sent: 0, gone: 0, failed: 1 });
    expect(reported).toHaveLength(1);
  });

  test('when a connection is to be removed, holds nobody up', async () => {
    const ofOwner = async (owner: string) => [{ connectionId: 'gone', owner, endpoint: url }];
    const { live } = liveWith([], { deadlineMs: 100, connections: { ofOwner, remove: () => never } });
    expect(await live.publish('sub-1', message)).toEqual({ sent: 0, gone: 1, failed: 0 });
    expect(reported).toHaveLength(1);
  });
});
