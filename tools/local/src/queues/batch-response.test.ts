import { expect, test } from '@jest/globals';
import { failedMessages } from './batch-response.ts';

const ids = ['a', 'b'];

test.each<[string, string[]]>([
  ['', []],
  ['null', []],
  ['{}', []],
  ['{"batchItemFailures":null}', []],
  ['{"batchItemFailures":[]}', []],
  ['{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
  ['{"batchItemFailures":[{"itemIdentifier":""}]}', ids],
  ['{"batchItemFailures":[{"id":"b"}]}', ids],
  ['{"batchItemFailures":[{"itemIdentifier":"c"}]}', ids],
  ['"done"', ids],
  ['no json', ids],
])('%s', (payload, failed) => {
  expect([...failedMessages(payload, ids)]).toEqual(failed);
});
