import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { createSecret } from './secret.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A Secrets Manager with one secret, or in trouble; and a clock. */
async function managerOf(first: string | object | undefined) {
  const world = { value: first, at: 0, asked: [] as unknown[] };
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      world.asked.push([request.headers['x-amz-target'], body]);
      response.writeHead(world.value === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      const { value } = world;
      const secret = typeof value === 'string' ? { Name: 'a-key', SecretString: value } : value;
      response.end(JSON.stringify(secret ?? { __type: 'ResourceNotFoundException', Message: 'no' }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const secret = createSecret({
    name: 'a-key',
    now: () => world.at,
    client: {
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
  });
  return { world, secret };
}

test('a secret is asked for once by all who need it, and again when it may have been changed', async () => {
  const { world, secret } = await managerOf('one');
  expect(await Promise.all([secret(), secret()])).toEqual(['one', 'one']);
  expect(world.asked).toEqual([['secretsmanager.GetSecretValue', { SecretId: 'a-key' }]]);
  world.value = 'two';
  world.at = 299_999;
  expect(await secret()).toBe('one');
  world.at = 300_000;
  expect([await secret(), await secret()]).toEqual(['two', 'two']);
  expect(world.asked).toHaveLength(2);
});

test('a value that is known is used while it can not be asked for again', async () => {
  const { world, secret } = await managerOf('one');
  await secret();
  world.value = undefined;
  world.at = 300_000;
  expect([await secret(), await secret()]).toEqual(['one', 'one']);
  expect(world.asked).toHaveLength(2);
  world.value = 'two';
  world.at = 330_000;
  expect(await secret()).toBe('two');
});

test('without any there is an error, and the next one who needs it asks again', async () => {
  const { world, secret } = await managerOf(undefined);
  await expect(secret()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  world.value = 'one';
  expect(await secret()).toBe('one');
});

test('a secret without a text is none', async () => {
  const { secret } = await managerOf({ Name: 'a-key', SecretBinary: 'AAAA' });
  await expect(secret()).rejects.toThrow('The secret a-key has no text');
});
