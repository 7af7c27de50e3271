import { expect, test } from '@jest/globals';
import { readEnvironment } from '@patchbay/lambda';
import { environmentSchema } from './environment.ts';

const meetingSettings = {
  ...{ wrongPasscodes: 20, guesses: 10, retries: 1, guests: false, hours: 24 },
  ...{ mailsPerSecond: 10, callsPerSecond: 1, activeCalls: 10 },
  quota: { perUser: { calls: 500, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
};

const right = {
  LOG_LEVEL: 'INFO',
  FAIL_FIRST_INBOUND: 'false',
  SETTINGS_TABLE: 'settings',
  CALLS_TABLE: 'calls',
  PAIRS_TABLE: 'pairs',
  CONNECTIONS_TABLE: 'connections',
  MEETING_REGION: 'us-east-1',
  MEDIA_REGION: 'us-east-1',
  CONFERENCES_TABLE: 'conferences',
  AUDIT_TABLE: 'audit',
  CONFERENCE_PINS: 'opened',
  WAITING_ROOM: 'false',
  WRONG_PINS_PER_HOUR: '10',
  MAX_HOLD_MINUTES: '60',
  MEETINGS_TABLE: 'meetings',
  MEETING_SETTINGS: JSON.stringify(meetingSettings),
  PASSCODE_KEY: 'passcode-key',
  CONNECT_NUMBERS: '+14255550181,+14255550182',
  ROLLING_NUMBERS: '',
  VOICE_CONNECTOR_DESTINATIONS: '[{"arn":"arn:aws:chime:us-east-1:111122223333:vc/a","users":["44*"]}]',
  DIAL_QUOTAS: '{"perUser":{"calls":30,"windowSeconds":3600},"total":{"calls":1000,"windowSeconds":86400}}',
  COUNTERS_TABLE: 'counters',
  TRANSFER_FALLBACK: '{"targetType":"pstn","target":"+14255550188"}',
  PROMPTS_BUCKET: 'prompts',
  RECORDINGS_BUCKET: 'recordings',
  BOT: '{"aliasArn":"arn","localeId":"en_US"}',
  DIAL_COUNTRIES: 'US,CA',
  NUMBER_FLOWS: '{"+12065550100":"ivr"}',
};

test('texts become what they mean', () => {
  expect(readEnvironment(environmentSchema, right)).toEqual({
    LOG_LEVEL: 'INFO',
    FAIL_FIRST_INBOUND: false,
    SETTINGS_TABLE: 'settings',
    CALLS_TABLE: 'calls',
    PAIRS_TABLE: 'pairs',
    CONNECTIONS_TABLE: 'connections',
    MEETING_REGION: 'us-east-1',
    MEDIA_REGION: 'us-east-1',
    CONFERENCES_TABLE: 'conferences',
    AUDIT_TABLE: 'audit',
    CONFERENCE_PINS: 'opened',
    WAITING_ROOM: false,
    WRONG_PINS_PER_HOUR: 10,
    MAX_HOLD_MINUTES: 60,
    MEETINGS_TABLE: 'meetings',
    MEETING_SETTINGS: meetingSettings,
    PASSCODE_KEY: 'passcode-key',
    CONNECT_NUMBERS: ['+14255550181', '+14255550182'],
    ROLLING_NUMBERS: [],
    VOICE_CONNECTOR_DESTINATIONS: [{ arn: 'arn:aws:chime:us-east-1:111122223333:vc/a', users: ['44*'] }],
    DIAL_QUOTAS: { perUser: { calls: 30, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
    COUNTERS_TABLE: 'counters',
    TRANSFER_FALLBACK: { targetType: 'pstn', target: '+14255550188' },
    PROMPTS_BUCKET: 'prompts',
    RECORDINGS_BUCKET: 'recordings',
    BOT: { aliasArn: 'arn', localeId: 'en_US' },
    DIAL_COUNTRIES: ['US', 'CA'],
    NUMBER_FLOWS: { '+12065550100': 'ivr' },
  });
});

test('a stage without a bot has none', () => {
  expect(readEnvironment(environmentSchema, { ...right, BOT: '' }).BOT).toBeUndefined();
});

test.each([
  [{ CONFERENCE_PINS: 'any' }, 'CONFERENCE_PINS must be opened or free'],
  [{ WRONG_PINS_PER_HOUR: 'many' }, 'WRONG_PINS_PER_HOUR must be a whole number'],
  [{ MEETING_SETTINGS: '{"retries":1}' }, 'MEETING_SETTINGS must be the settings of meetings, as JSON'],
  [{ PASSCODE_KEY: '' }, 'PASSCODE_KEY must be the name of a secret'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be DEBUG, INFO, WARN or ERROR'],
  [{ FAIL_FIRST_INBOUND: 'yes' }, 'FAIL_FIRST_INBOUND must be true or false'],
  [{ SETTINGS_TABLE: '' }, 'SETTINGS_TABLE must be the name of a table'],
  [{ PROMPTS_BUCKET: 'x' }, 'PROMPTS_BUCKET must be the name of a bucket'],
  [{ CONNECT_NUMBERS: '+1425,x' }, 'CONNECT_NUMBERS must be E.164 numbers with commas'],
  [
    { VOICE_CONNECTOR_DESTINATIONS: 'x' },
    'VOICE_CONNECTOR_DESTINATIONS must be Voice Connectors with their users, as JSON',
  ],
  [{ DIAL_QUOTAS: '{}' }, 'DIAL_QUOTAS must be calls and windowSeconds of perUser and total, as JSON'],
  [{ COUNTERS_TABLE: 'x' }, 'COUNTERS_TABLE must be the name of a table'],
  [{ TRANSFER_FALLBACK: '{"targetType":"moon"}' }, 'TRANSFER_FALLBACK must be empty, or a target as JSON'],
  [{ BOT: '{}' }, 'BOT must be empty, or a bot as JSON'],
  [{ BOT: 'x' }, 'BOT must be empty, or a bot as JSON'],
  [{ DIAL_COUNTRIES: 'USA' }, 'DIAL_COUNTRIES must be country codes with commas'],
  [{ NUMBER_FLOWS: '{' }, 'NUMBER_FLOWS must be JSON'],
  [{ NUMBER_FLOWS: '[]' }, 'NUMBER_FLOWS must be a JSON object'],
  [{ NUMBER_FLOWS: '{"+12065550100":7}' }, 'NUMBER_FLOWS must name a flow for each number'],
  [{ LOG_LEVEL: undefined, NUMBER_FLOWS: undefined }, 'LOG_LEVEL is missing; NUMBER_FLOWS is missing'],
])('%j is refused', (change, message) => {
  expect(() => readEnvironment(environmentSchema, { ...right, ...change })).toThrow(
    `Environment variables: ${message}`,
  );
});
