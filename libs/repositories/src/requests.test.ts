import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDynamoDb, type TestDynamoDb } from '../test/dynamodb.ts';
import { createMemoryRequests } from './memory-requests.ts';
import { createRequests, type Requests, type RequestsOptions } from './requests.ts';

let dynamoDb: TestDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createSimpleTable('requests', 'id');
});
afterAll(() => dynamoDb.stop());

let opened = 0;

type Parts = Pick<RequestsOptions, 'now' | 'uuid'>;
const inDynamoDb = (parts: Parts) => createRequests({ table: 'requests', client: dynamoDb.client, ...parts });

/** With a clock of its own. */
function open(create: (parts: Parts) => Requests = inDynamoDb) {
  const id = `request-${opened++}`;
  let time = 1_786_000_000_000;
  let names = 0;
  const requests = create({ now: () => time, uuid: () => `name-${++names}` });
  return { requests, id, pass: (seconds: number) => void (time += seconds * 1_000) };
}

describe.each([
  ['in DynamoDB', inDynamoDb],
  ['in memory', createMemoryRequests],
])('%s', (_, create) => {
  test('of many at the same moment one begins, and the others are told that somebody is at it', async () => {
    const { requests, id } = open(create);
    const begun = await Promise.all(Array.from({ length: 5 }, () => requests.begin(id, 'a')));
    expect(begun.filter(({ state }) => state === 'ours')).toEqual([
      { state: 'ours', attempt: expect.stringMatching(/^name-/), isFirst: true },
    ]);
    expect(begun.filter(({ state }) => state === 'running')).toHaveLength(4);
  });

  test('what came of it is told to whoever asks again', async () => {
    const { requests, id } = open(create);
    await requests.begin(id, 'a');
    await requests.finish(id, { call: 'call-1' });
    expect(await requests.begin(id, 'a')).toEqual({ state: 'done', result: { call: 'call-1' } });
  });

  test('something else under the same name is refused', async () => {
    const { requests, id } = open(create);
    await requests.begin(id, 'a');
    expect(await requests.begin(id, 'b')).toEqual({ state: 'other' });
  });

  test('who does not finish is taken the place of, by one, under the same name', async () => {
    const { requests, id, pass } = open(create);
    await requests.begin(id, 'a');
    pass(14);
    expect(await requests.begin(id, 'a')).toEqual({ state: 'running' });
    pass(1);
    const again = await Promise.all([requests.begin(id, 'a'), requests.begin(id, 'a'), requests.begin(id, 'a')]);
    expect(again.filter(({ state }) => state === 'ours')).toEqual([
      { state: 'ours', attempt: 'name-1', isFirst: false },
    ]);
    expect(again.filter(({ state }) => state === 'running')).toHaveLength(2);
  });

  test('what nothing came of begins anew, under another name; what something came of can not be forgotten', async () => {
    const { requests, id } = open(create);
    await requests.begin(id, 'a');
    await requests.forget(id);
    expect(await requests.begin(id, 'b')).toMatchObject({ state: 'ours', attempt: 'name-2', isFirst: true });
    await requests.finish(id, {});
    await requests.forget(id);
    expect(await requests.begin(id, 'b')).toMatchObject({ state: 'done' });
  });
});

test('a day later the name is free', async () => {
  const { requests, id, pass } = open();
  await requests.begin(id, 'a');
  await requests.finish(id, { call: 'call-1' });
  pass(24 * 3_600);
  expect(await requests.begin(id, 'b')).toMatchObject({ state: 'ours', isFirst: true });
});
