import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { type Connections, createConnections } from './connections.ts';

const START = 1_786_000_000_500;

let dynamoDb: TestDynamoDb;
let now: number;
let count = 0;
let connections: Connections;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTable({
    TableName: 'connections',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'expiresAt', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'owner',
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'expiresAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['connectionId', 'endpoint'] },
      },
    ],
  });
  connections = createConnections({
    table: 'connections',
    client: dynamoDb.client,
    now: () => now,
    random: (bytes) => new Uint8Array(bytes).fill(++count),
  });
});
afterAll(() => dynamoDb.stop());
beforeEach(() => {
  now = START;
});

describe('a ticket', () => {
  test('has 32 random bytes, and its hash is all that is kept', async () => {
    const { ticket, expiresAt } = await connections.createTicket('sub-1');
    expect(Buffer.from(ticket, 'base64url')).toEqual(Buffer.alloc(32, count));
    expect(expiresAt).toBe(1_786_000_030_000);
    const hash = createHash('sha256').update(ticket).digest('hex');
    const item = await dynamoDb.get('connections', { id: { S: `ticket#${hash}` } });
    expect(item).toMatchObject({ ticketOwner: { S: 'sub-1' }, expiresAt: { N: '1786000030' } });
    expect(JSON.stringify(item)).not.toContain(ticket);
  });

  test('is good for whoever comes first, once', async () => {
    const { ticket } = await connections.createTicket('sub-1');
    const taken = await Promise.all(Array.from({ length: 5 }, () => connections.takeTicket(ticket)));
    expect(taken.filter((holder) => holder?.owner === 'sub-1')).toHaveLength(1);
    expect(await connections.takeTicket(ticket)).toBeUndefined();
  });

  test.each([
    [29_499, 'sub-1'],
    [29_500, undefined],
    [3_600_000, undefined],
  ])('after %i ms is good for %s', async (ms, owner) => {
    const { ticket } = await connections.createTicket('sub-1');
    now += ms;
    expect(await connections.takeTicket(ticket)).toEqual(owner === undefined ? undefined : { owner });
  });

  test('keeps under which topic its holder listens, too', async () => {
    const { ticket } = await connections.createTicket('sub-1', 'operators');
    expect(await connections.takeTicket(ticket)).toEqual({ owner: 'sub-1', topic: 'operators' });
  });

  test('that was invented is good for nothing', async () => {
    await connections.add({ connectionId: 'c', owner: 'sub-1', endpoint: 'https://a' });
    for (const invented of ['', 'x', 'x'.repeat(43), 'connection#c', 'topic#c', 'ticket#x']) {
      expect(await connections.takeTicket(invented)).toBeUndefined();
    }
  });
});

describe('connections of an owner', () => {
  const open = (owner: string, connectionId: string) =>
    connections.add({ connectionId, owner, endpoint: `https://${connectionId}` });
  const ids = async (owner: string, limit = 10) =>
    (await connections.ofOwner(owner, limit)).map(({ connectionId }) => connectionId);

  test('are found until they are removed', async () => {
    await open('sub-2', 'c1=');
    await open('sub-3', 'c2=');
    expect(await connections.ofOwner('sub-2', 10)).toEqual([
      { connectionId: 'c1=', owner: 'sub-2', endpoint: 'https://c1=' },
    ]);
    await connections.remove('c1=');
    await connections.remove('c1=');
    expect(await ids('sub-2')).toEqual([]);
    expect(await ids('sub-3')).toEqual(['c2=']);
  });

  test('are the newest, and none that has expired takes their place', async () => {
    await open('sub-4', 'old');
    for (const id of ['a', 'b', 'c']) {
      now += 1_000;
      await open('sub-4', id);
    }
    expect(await ids('sub-4', 2)).toEqual(['c', 'b']);
    expect(await ids('sub-4')).toEqual(['c', 'b', 'a', 'old']);
    now = START + 2 * 3_600_000 + 10 * 60_000;
    expect(await ids('sub-4', 3)).toEqual(['c', 'b', 'a']);
    expect(await ids('sub-4')).toEqual(['c', 'b', 'a']);
  });

  test('are found under their topic, too, until they are removed', async () => {
    const endpoint = 'https://api';
    await connections.add({ connectionId: 't1', owner: 'sub-6', topic: 'operators', endpoint });
    now += 1_000;
    await connections.add({ connectionId: 't2', owner: 'sub-7', topic: 'operators', endpoint });
    expect(await ids('sub-6')).toEqual(['t1']);
    expect(await connections.ofOwner('operators', 10)).toEqual([
      { connectionId: 't2', owner: 'operators', endpoint },
      { connectionId: 't1', owner: 'operators', endpoint },
    ]);
    await connections.remove('t1');
    expect([await ids('sub-6'), await ids('sub-7'), await ids('operators')]).toEqual([[], ['t2'], ['t2']]);
    now += 131 * 60_000;
    expect(await ids('operators')).toEqual([]);
  });

  test('do not include tickets', async () => {
    await connections.createTicket('sub-5', 'sub-5');
    expect(await ids('sub-5')).toEqual([]);
  });
});
