import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { stageSchema } from './schema.ts';
import { parseStage } from './stage.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/deploy.md'), 'utf8');
const [, table = ''] = /<!-- settings -->([^]*)<!-- \/settings -->/.exec(text)!;
const documented = table
  .split('\n')
  .flatMap((row) => [...(row.split(' | ')[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, key = '']) => key));

interface Schema {
  properties?: Record<string, Schema>;
}

/** All keys; of objects in objects too, down to those that the table has as one. */
function keysOf({ properties = {} }: Schema, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = path + name;
    return schema.properties === undefined || documented.includes(key) ? [key] : keysOf(schema, `${key}.`);
  });
}

test('docs/deploy.md has every setting, and none that does not exist', () => {
  const known = keysOf(z.toJSONSchema(stageSchema, { io: 'input', unrepresentable: 'any' }) as Schema);
  expect(documented.toSorted()).toEqual(known.toSorted());
});

test('the stage file in docs/deploy.md is right', () => {
  const [, example = ''] = /```json\n([^]*?)```/.exec(text)!;
  expect(parseStage('prod', JSON.parse(example)).allowedDomain).toBe('example.com');
});
