import { expect, test } from '@jest/globals';
import { readGroups } from './groups.ts';

test.each<[unknown, string[]]>([
  [
    ['operators', 'callers'],
    ['operators', 'callers'],
  ],
  [[], []],
  [['operators', 1, null], ['operators']],
  ['[operators callers]', ['operators', 'callers']],
  ['[operators]', ['operators']],
  ['[]', []],
  ['[[a] b,c]', ['[a]', 'b,c']],
  ['operators', ['operators']],
  ['', []],
  [undefined, []],
  [null, []],
  [{ operators: true }, []],
])('%j is %j', (claim, groups) => {
  expect(readGroups(claim)).toEqual(groups);
});
