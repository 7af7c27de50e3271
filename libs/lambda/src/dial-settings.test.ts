import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { dialCountries, dialQuotas, voiceConnectorDestinations } from './dial-settings.ts';
import { readEnvironment } from './environment.ts';

const schema = z.object({ DESTINATIONS: voiceConnectorDestinations, QUOTAS: dialQuotas, COUNTRIES: dialCountries });
const quota = { calls: 30, windowSeconds: 3_600 };
const right = {
  DESTINATIONS: '[{"arn":"arn:aws:chime:us-east-1:111122223333:vc/a","users":["44*"]}]',
  QUOTAS: JSON.stringify({ perUser: quota, total: quota }),
  COUNTRIES: 'US,CA',
};

test('texts become what they mean', () => {
  expect(readEnvironment(schema, right)).toEqual({
    DESTINATIONS: [{ arn: 'arn:aws:chime:us-east-1:111122223333:vc/a', users: ['44*'] }],
    QUOTAS: { perUser: quota, total: quota },
    COUNTRIES: ['US', 'CA'],
  });
  expect(readEnvironment(schema, { ...right, DESTINATIONS: '[]' }).DESTINATIONS).toEqual([]);
});

describe('what is wrong is named', () => {
  const destinations = 'DESTINATIONS must be Voice Connectors with their users, as JSON';
  const quotas = 'QUOTAS must be calls and windowSeconds of perUser and total, as JSON';
  test.each([
    [{ DESTINATIONS: '' }, destinations],
    [{ DESTINATIONS: '{}' }, destinations],
    [{ DESTINATIONS: '[{"arn":"a"}]' }, destinations],
    [{ DESTINATIONS: '[{"arn":"a","users":[44]}]' }, destinations],
    [{ QUOTAS: '{' }, quotas],
    [{ QUOTAS: `{"perUser":${JSON.stringify(quota)}}` }, quotas],
    [{ QUOTAS: right.QUOTAS.replace('30', '"30"') }, quotas],
    [{ COUNTRIES: 'USA' }, 'COUNTRIES must be country codes with commas'],
    [{ COUNTRIES: '' }, 'COUNTRIES must be country codes with commas'],
    [{ DESTINATIONS: undefined, QUOTAS: undefined }, 'DESTINATIONS is missing; QUOTAS is missing'],
  ])('%j', (change, message) => {
    expect(() => readEnvironment(schema, { ...right, ...change })).toThrow(`Environment variables: ${message}`);
  });
});
