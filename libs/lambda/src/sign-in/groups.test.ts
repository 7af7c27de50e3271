import { expect, test } from '@jest/globals';
import cases from '../../fixtures/group-claims.json' with { type: 'json' };
import { readGroups } from './groups.ts';

// Other implementations have the same cases.
test.each(cases)('$claim is $groups', ({ claim, groups }) => {
  expect(readGroups(claim)).toEqual(groups);
});

test('no claim is no group', () => {
  expect(readGroups(undefined)).toEqual([]);
});
