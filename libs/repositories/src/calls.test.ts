import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTable, type TestTable } from '../test/dynamodb.ts';
import { createCalls, type Calls } from './calls.ts';

let table: TestTable;
let calls: Calls;
beforeAll(async () => {
  table = await startTable('calls', 'transactionId');
  calls = createCalls({ table: 'calls', client: table.client, now: () => 1_786_000_000_000 });
});
afterAll(() => table.stop());

test('an effect of a call is for whoever comes first, even at the same moment', async () => {
  const first = await Promise.all(Array.from({ length: 5 }, () => calls.once('call-1', 'call-back')));
  expect(first.filter(Boolean)).toHaveLength(1);
  expect(await calls.once('call-1', 'call-back')).toBe(false);
});

test('another effect, and another call, are not affected', async () => {
  expect(await calls.once('call-2', 'call-back')).toBe(true);
  expect(await calls.once('call-2', 'e-mail')).toBe(true);
});

test.each(['', 'Call-Back', 'a b', '#x'])('an effect can not be called "%s"', async (effect) => {
  await expect(calls.once('call-3', effect)).rejects.toThrow(TypeError);
});
