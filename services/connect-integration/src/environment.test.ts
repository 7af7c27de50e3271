import { expect, test } from '@jest/globals';
import { readEnvironment } from '@patchbay/lambda';
import { transferCallEnvironment } from './environment.ts';

const right = {
  LOG_LEVEL: 'INFO',
  PAIRS_TABLE: 'pairs',
  CONNECT_NUMBERS: '+14255550181,+14255550182',
  VOICE_CONNECTOR_DESTINATIONS: '[{"arn":"a","users":["44*"]}]',
  DIAL_COUNTRIES: 'US',
};

test('texts become what they mean', () => {
  expect(readEnvironment(transferCallEnvironment, right)).toEqual({
    ...right,
    CONNECT_NUMBERS: ['+14255550181', '+14255550182'],
    VOICE_CONNECTOR_DESTINATIONS: [{ arn: 'a', users: ['44*'] }],
    DIAL_COUNTRIES: ['US'],
  });
});

test.each([
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be DEBUG, INFO, WARN or ERROR'],
  [{ PAIRS_TABLE: 'x' }, 'PAIRS_TABLE must be the name of a table'],
  [{ CONNECT_NUMBERS: '911' }, 'CONNECT_NUMBERS must be E.164 numbers with commas'],
  [
    { VOICE_CONNECTOR_DESTINATIONS: 'a' },
    'VOICE_CONNECTOR_DESTINATIONS must be Voice Connectors with their users, as JSON',
  ],
  [{ DIAL_COUNTRIES: 'USA' }, 'DIAL_COUNTRIES must be country codes with commas'],
  [{ DIAL_COUNTRIES: undefined }, 'DIAL_COUNTRIES is missing'],
])('%j is refused', (change, message) => {
  expect(() => readEnvironment(transferCallEnvironment, { ...right, ...change })).toThrow(
    `Environment variables: ${message}`,
  );
});
