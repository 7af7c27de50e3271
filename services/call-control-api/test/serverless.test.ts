import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  allow,
  arnOf,
  type FunctionWanted,
  inTable,
  own,
  packageService,
  sipMediaApplication,
  testHttpApi,
  testPackage,
} from '@patchbay/packaged';

const packaged = packageService(join(import.meta.dirname, '..'));
const { ofType } = packaged;

const signedIn = {
  LOG_LEVEL: 'INFO',
  SETTINGS_TABLE: 'patchbay-dev-settings',
  ALLOWED_DOMAIN: 'example.com',
  CALLS_TABLE: 'patchbay-dev-calls',
};

const readSettings = allow(inTable('settings'), 'dynamodb:GetItem');
const changeCalls = allow(inTable('calls'), 'dynamodb:GetItem', 'dynamodb:UpdateItem');
const findCallOfMeeting = allow(inTable('calls/index/meeting'), 'dynamodb:Query');
const meetings = own('chime:*:${AWS::AccountId}:meeting/*');
const endMeeting = allow(meetings, 'chime:DeleteMeeting');
const updateCall = allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall');

/** A browser's request is over before API Gateway gives up. */
const timeout = 10;
const createMeeting = allow('*', 'chime:CreateMeetingWithAttendees');

const functions: Record<string, FunctionWanted> = {
  createCall: {
    file: 'src/create-call-handler',
    timeout,
    route: 'POST /calls',
    environment: {
      ...signedIn,
      REQUESTS_TABLE: 'patchbay-dev-requests',
      COUNTERS_TABLE: 'patchbay-dev-counters',
      MEDIA_REGION: 'us-east-1',
      MEETING_REGION: 'us-east-1',
      DIAL_COUNTRIES: 'US',
      DIAL_QUOTAS: '{"perUser":{"calls":30,"windowSeconds":3600},"total":{"calls":1000,"windowSeconds":86400}}',
      VOICE_CONNECTOR_DESTINATIONS: expect.stringMatching(/^\[{"arn":"arn:aws:chime:.*"44\*"\]}\]$/),
    },
    statements: [
      readSettings,
      allow(inTable('requests'), 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
      allow(inTable('counters'), 'dynamodb:UpdateItem'),
      changeCalls,
      findCallOfMeeting,
      createMeeting,
      allow(meetings, 'chime:GetMeeting', 'chime:GetAttendee', 'chime:DeleteMeeting'),
      allow(sipMediaApplication, 'chime:CreateSipMediaApplicationCall'),
    ],
  },
  listCalls: {
    file: 'src/list-calls-handler',
    timeout,
    route: 'GET /calls',
    environment: signedIn,
    statements: [readSettings, allow(inTable('calls/index/owner'), 'dynamodb:Query')],
  },
  getCall: {
    file: 'src/get-call-handler',
    timeout,
    route: 'GET /calls/{id}',
    environment: signedIn,
    statements: [readSettings, allow(inTable('calls'), 'dynamodb:GetItem')],
  },
  sendDigits: {
    file: 'src/send-digits-handler',
    timeout,
    route: 'POST /calls/{id}/digits',
    environment: signedIn,
    statements: [readSettings, changeCalls, updateCall],
  },
  hangUp: {
    file: 'src/hang-up-handler',
    timeout,
    route: 'POST /calls/{id}/hangup',
    environment: { ...signedIn, MEETING_REGION: 'us-east-1' },
    statements: [readSettings, changeCalls, endMeeting, updateCall],
  },
  browserPresence: {
    file: 'src/browser-presence-handler',
    // A browser has some seconds to come, or to come back.
    timeout: 30,
    environment: { LOG_LEVEL: 'INFO', CALLS_TABLE: 'patchbay-dev-calls', MEETING_REGION: 'us-east-1' },
    statements: [changeCalls, findCallOfMeeting, endMeeting],
  },
};

testPackage(packaged, { functions, aboutAll: [createMeeting] });
testHttpApi(packaged, functions);

test('browsers that come and go in our meetings, and telephones that come, start browserPresence, and nothing else does', () => {
  const rules = ofType('AWS::Events::Rule');
  expect(rules).toHaveLength(1);
  const [rule] = rules;
  expect(rule?.[1].Properties).toMatchObject({
    EventPattern: {
      source: ['aws.chime'],
      'detail-type': ['Chime Meeting State Change'],
      detail: {
        $or: [
          {
            externalUserId: ['browser'],
            eventType: ['chime:AttendeeJoined', 'chime:AttendeeLeft', 'chime:AttendeeDropped'],
          },
          { externalUserId: ['phone'], eventType: ['chime:AttendeeJoined'] },
        ],
      },
    },
    State: 'ENABLED',
    Targets: [expect.objectContaining({ Arn: arnOf('BrowserPresenceLambdaFunction') })],
  });
  const permissions = ofType('AWS::Lambda::Permission').filter(
    ([, { Properties }]) => Properties['Principal'] === 'events.amazonaws.com',
  );
  expect(permissions.map(([, { Properties }]) => Properties['FunctionName'])).toEqual([
    arnOf('BrowserPresenceLambdaFunction'),
  ]);
  expect(JSON.stringify(permissions)).toContain(JSON.stringify(rule?.[1].Properties['Name']));
});
