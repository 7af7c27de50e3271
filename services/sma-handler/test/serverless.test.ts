import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  allow,
  arnOf,
  imported,
  inTable,
  own,
  packageService,
  sipMediaApplication,
  testPackage,
} from '@patchbay/packaged';
import { testAlarms } from './alarms.ts';

const packaged = packageService(join(import.meta.dirname, '..'));
const { resource, ofType, events, invoke, answerTo } = packaged;

const liveSockets = imported(
  'execute-api:${AWS::Region}:${AWS::AccountId}:${Id}/*/POST/@connections/*',
  'web-socket-api-id',
);
const createMeeting = allow('*', 'chime:CreateMeeting');
const updateCall = allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall');

testPackage(packaged, {
  functions: {
    handler: {
      file: 'src/handler',
      // It ends before its event is sent again.
      timeout: 5,
      environment: {
        LOG_LEVEL: 'INFO',
        FAIL_FIRST_INBOUND: 'false',
        NUMBER_FLOWS: expect.stringContaining('"+12065550100":"ivr"'),
        SETTINGS_TABLE: 'patchbay-dev-settings',
        CALLS_TABLE: 'patchbay-dev-calls',
        PAIRS_TABLE: 'patchbay-dev-pairs',
        CONNECTIONS_TABLE: 'patchbay-dev-connections',
        MEETING_REGION: 'us-east-1',
        MEDIA_REGION: 'us-east-1',
        CONFERENCES_TABLE: 'patchbay-dev-conferences',
        AUDIT_TABLE: 'patchbay-dev-audit',
        CONFERENCE_PINS: 'opened',
        WAITING_ROOM: 'false',
        WRONG_PINS_PER_HOUR: '10',
        MAX_HOLD_MINUTES: '60',
        MEETINGS_TABLE: 'patchbay-dev-meetings',
        MEETING_SETTINGS: expect.stringContaining('"wrongPasscodes":20'),
        PASSCODE_KEY: 'patchbay-dev-passcode-key',
        CONNECT_NUMBERS: '+14255550181,+14255550182,+14255550183',
        ROLLING_NUMBERS: '+12065550111,+12065550112,+12065550113',
        COUNTERS_TABLE: 'patchbay-dev-counters',
        VOICE_CONNECTOR_DESTINATIONS: expect.stringMatching(/^\[{"arn":"arn:aws:chime:.*"44\*"\]}\]$/),
        DIAL_QUOTAS: '{"perUser":{"calls":30,"windowSeconds":3600},"total":{"calls":1000,"windowSeconds":86400}}',
        TRANSFER_FALLBACK: '',
        PROMPTS_BUCKET: 'patchbay-dev-prompts',
        RECORDINGS_BUCKET: 'patchbay-dev-recordings',
        BOT: expect.stringContaining('aliasArn'),
        DIAL_COUNTRIES: 'US',
      },
      statements: [
        allow(inTable('settings'), 'dynamodb:GetItem'),
        allow(inTable('calls'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
        allow(inTable('pairs'), 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
        allow(inTable('pairs/index/free'), 'dynamodb:Query'),
        allow(inTable('counters'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
        allow(inTable('conferences'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
        allow(inTable('calls/index/conference'), 'dynamodb:Query'),
        allow(inTable('audit'), 'dynamodb:Query', 'dynamodb:UpdateItem'),
        allow(inTable('meetings'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
        allow(
          own('secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:patchbay-dev-passcode-key-??????'),
          'secretsmanager:GetSecretValue',
        ),
        createMeeting,
        allow(
          own('chime:*:${AWS::AccountId}:meeting/*'),
          'chime:DeleteMeeting',
          'chime:CreateAttendee',
          'chime:DeleteAttendee',
        ),
        allow(inTable('connections'), 'dynamodb:DeleteItem'),
        allow(inTable('connections/index/owner'), 'dynamodb:Query'),
        allow(liveSockets, 'execute-api:ManageConnections'),
        allow(sipMediaApplication, 'chime:CreateSipMediaApplicationCall'),
        allow(
          own('transcribe:${AWS::Region}:${AWS::AccountId}:transcription-job/ivr_*'),
          'transcribe:StartTranscriptionJob',
        ),
        allow(own('s3:::patchbay-dev-recordings/*'), 's3:GetObject', 's3:PutObject'),
      ],
    },
    transcribed: {
      file: 'src/transcribed',
      timeout: 5,
      environment: { LOG_LEVEL: 'INFO', RECORDINGS_BUCKET: 'patchbay-dev-recordings' },
      statements: [updateCall, allow(own('s3:::patchbay-dev-recordings/*'), 's3:GetObject')],
    },
    sweeper: {
      file: 'src/sweeper',
      timeout: 60,
      environment: {
        LOG_LEVEL: 'INFO',
        CALLS_TABLE: 'patchbay-dev-calls',
        PAIRS_TABLE: 'patchbay-dev-pairs',
        CONNECT_NUMBERS: '+14255550181,+14255550182,+14255550183',
        ROLLING_NUMBERS: '+12065550111,+12065550112,+12065550113',
      },
      statements: [
        allow(inTable('calls'), 'dynamodb:GetItem'),
        allow(inTable('pairs'), 'dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
        updateCall,
      ],
    },
  },
  aboutAll: [createMeeting],
});

test('handler may be invoked by its SIP media application, and by no other', () => {
  expect(resource('HandlerInvokePermission')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: arnOf('HandlerLambdaFunction'),
    Principal: 'voiceconnector.chime.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: sipMediaApplication,
  });
});

test('the sweeper runs alone every five minutes', () => {
  expect(resource('SweeperLambdaFunction')['ReservedConcurrentExecutions']).toBe(1);
  const schedules = ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties['ScheduleExpression']);
  expect(schedules).toContain('rate(5 minutes)');
});

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  const eventsOf = (name: string) => events.filter(([other]) => other === name);

  test.each(eventsOf('handler'))('%s answers %s', async (name, event) => {
    expect(await answerTo(name, event)).toMatchObject({ SchemaVersion: '1.0', Actions: expect.any(Array) });
  });

  test.each(eventsOf('transcribed'))('%s takes %s', async (name, event) => {
    expect(await invoke(name, event)).toContain('"outcome":"not-ours"');
  });
});

testAlarms(packaged);
