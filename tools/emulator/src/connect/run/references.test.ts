import { expect, test } from '@jest/globals';
import type { ContactData } from './contact-data.ts';
import { isReference, resolve } from './references.ts';

const data: ContactData = {
  contactId: 'contact-1',
  instanceArn: 'arn:aws:connect:us-east-1:111122223333:instance/1',
  channel: 'VOICE',
  customer: '+12065550111',
  system: '+14255550181',
  attributes: new Map([
    ['name', 'Ada'],
    ['first name', 'Ada B.'],
    ['again', '$.ContactId'],
  ]),
  external: { found: 'true', nested: { deep: 'yes' }, count: 3 },
  storedInput: '42',
};

test.each([
  ['Hello $.Attributes.name.', 'Hello Ada.', []],
  ["$.Attributes['first name'] is here", 'Ada B. is here', []],
  ['$.External.found$.External.nested.deep', 'trueyes', []],
  ['$.External.count and $.External.nested', '3 and {"deep":"yes"}', []],
  ['$.CustomerEndpoint.Address to $.SystemEndpoint.Address', '+12065550111 to +14255550181', []],
  ['$.ContactId, $.Channel, $.StoredCustomerInput', 'contact-1, VOICE, 42', []],
  // What is filled in is not looked at again.
  ['$.Attributes.again', '$.ContactId', []],
  ['a $5 bill and $. alone', 'a $5 bill and $. alone', []],
  ['$.Attributes.nobody!', '!', ['$.Attributes.nobody']],
  ['$.Attributes.constructor', '', ['$.Attributes.constructor']],
  ['$.Queue.Name', '', ['$.Queue.Name']],
])('%s', (text, resolved, missing) => {
  const missed: string[] = [];
  expect(resolve(text, data, (reference) => missed.push(reference))).toBe(resolved);
  expect(missed).toEqual(missing);
});

test.each([
  ['$.External.found', true],
  ["$.Attributes['a b']", true],
  ['$.External.found ', false],
  ['found', false],
  ['', false],
])('%j is a reference: %j', (text, expected) => {
  expect(isReference(text)).toBe(expected);
});
