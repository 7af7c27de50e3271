import { expect, test } from '@jest/globals';
import { readEnvironment } from '@patchbay/lambda';
import { environmentSchema } from './environment.ts';

const right = {
  LOG_LEVEL: 'INFO',
  FAIL_FIRST_INBOUND: 'false',
  SETTINGS_TABLE: 'settings',
  NUMBER_FLOWS: '{"+12065550100":"ivr"}',
};

test('texts become what they mean', () => {
  expect(readEnvironment(environmentSchema, right)).toEqual({
    LOG_LEVEL: 'INFO',
    FAIL_FIRST_INBOUND: false,
    SETTINGS_TABLE: 'settings',
    NUMBER_FLOWS: { '+12065550100': 'ivr' },
  });
});

test.each([
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be DEBUG, INFO, WARN or ERROR'],
  [{ FAIL_FIRST_INBOUND: 'yes' }, 'FAIL_FIRST_INBOUND must be true or false'],
  [{ SETTINGS_TABLE: '' }, 'SETTINGS_TABLE must be the name of a table'],
  [{ NUMBER_FLOWS: '{' }, 'NUMBER_FLOWS must be a JSON object'],
  [{ NUMBER_FLOWS: '[]' }, 'NUMBER_FLOWS must be a JSON object'],
  [{ NUMBER_FLOWS: '{"+12065550100":7}' }, 'NUMBER_FLOWS must name a flow for each number'],
  [{ LOG_LEVEL: undefined, NUMBER_FLOWS: undefined }, 'LOG_LEVEL is missing; NUMBER_FLOWS is missing'],
])('%j is refused', (change, message) => {
  expect(() => readEnvironment(environmentSchema, { ...right, ...change })).toThrow(
    `Environment variables: ${message}`,
  );
});
