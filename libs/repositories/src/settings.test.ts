import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTable, type TestTable } from '../test/dynamodb.ts';
import { createSettings } from './settings.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable('settings', 'id');
});
afterAll(() => table.stop());

test('numbers have no flows before infra has written any, and then they have', async () => {
  const settings = createSettings({ table: 'settings', client: table.client });
  expect(await settings.numberFlows()).toEqual({});

  await table.put({
    id: { S: 'number-flows' },
    numbers: { M: { '+12065550100': { S: 'ivr' }, '+12065550101': { N: '7' } } },
  });

  expect(await settings.numberFlows()).toEqual({ '+12065550100': 'ivr' });
});

test('a table that is not there is an error', async () => {
  const settings = createSettings({ table: 'elsewhere', client: table.client });
  await expect(settings.numberFlows()).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
});
