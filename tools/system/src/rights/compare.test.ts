import { expect, test } from '@jest/globals';
import { differences, type Exception } from './compare.ts';
import type { Right } from './right.ts';

const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/calls';
const right = (action: string, resource: string): Right => ({ action, resource });
const compare = (granted: Right[], used: Right[], exceptions: Exception[] = []) =>
  differences({ granted: new Map([['f', granted]]), used: new Map([['f', used]]), exceptions });
const except = (action: string, functionName = 'f'): Exception => ({ functionName, action, reason: 'Nobody can.' });

test.each<[string, Right, Right]>([
  ['the same', right('dynamodb:GetItem', arn), right('dynamodb:GetItem', arn)],
  ['a resource of many', right('s3:GetObject', 'arn:aws:s3:::b/*'), right('s3:GetObject', 'arn:aws:s3:::b/a/b.wav')],
  ['the end of a secret', right('s:Get', 'arn:secret:name-??????'), right('s:Get', 'arn:secret:name-AbCdEf')],
  ['what has no resource', right('chime:CreateMeeting', '*'), right('chime:CreateMeeting', '*')],
])('no difference: %s', (_what, granted, used) => {
  expect(compare([granted], [used, used])).toEqual([]);
});

test.each<[string, Right, Right]>([
  ['another action', right('dynamodb:GetItem', arn), right('dynamodb:PutItem', arn)],
  ['all actions', right('dynamodb:*', arn), right('dynamodb:GetItem', arn)],
  ['another resource', right('dynamodb:GetItem', arn), right('dynamodb:GetItem', `${arn}/index/owner`)],
  ['all resources', right('dynamodb:GetItem', '*'), right('dynamodb:GetItem', arn)],
  ['a resource of what has none', right('chime:CreateMeeting', 'arn:aws:chime:*'), right('chime:CreateMeeting', '*')],
  ['a dot for any character', right('s3:GetObject', 'arn:b/a.b'), right('s3:GetObject', 'arn:b/axb')],
])('two differences: %s', (_what, granted, used) => {
  expect(compare([granted], [used])).toEqual([
    `f may not: ${used.action} on ${used.resource}`,
    `f does not: ${granted.action} on ${granted.resource}`,
  ]);
});

test('a function without a role, and one that does nothing', () => {
  const used = new Map([['g', [right('a:B', arn)]]]);
  expect(differences({ granted: new Map([['f', [right('a:B', arn)]]]), used, exceptions: [] })).toEqual([
    `f does not: a:B on ${arn}`,
    `g may not: a:B on ${arn}`,
  ]);
});

test('an exception is for what a role has and nothing uses', () => {
  const granted = right('a:B', arn);
  expect(compare([granted], [], [except('a:B')])).toEqual([]);
  expect(compare([granted], [granted], [except('a:B')])).toEqual(['f no exception: a:B']);
  expect(compare([], [], [except('a:B')])).toEqual(['f no exception: a:B']);
  expect(compare([], [granted], [except('a:B')])).toContain(`f may not: a:B on ${arn}`);
  expect(compare([], [], [except('a:B', 'g')])).toEqual(['g is no function']);
});
