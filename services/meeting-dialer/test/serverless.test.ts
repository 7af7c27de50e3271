import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
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
const { ofType, answerTo } = packaged;

const inRegion = (rest: string) => own(rest.replace(':', ':${AWS::Region}:${AWS::AccountId}:'));
const queue = inRegion('sqs:patchbay-dev-invitations');
const ref = (name: string) => ({ Ref: `AWS::${name}` });
/** The same, as the Serverless Framework takes it. */
const joinedQueue = {
  'Fn::Join': [':', ['arn', ref('Partition'), 'sqs', ref('Region'), ref('AccountId'), 'patchbay-dev-invitations']],
};
const meetings = own('chime:*:${AWS::AccountId}:meeting/*');

const log = { LOG_LEVEL: 'INFO' };
const table = { MEETINGS_TABLE: 'patchbay-dev-meetings' };
const invitations = { INVITATIONS_QUEUE: 'patchbay-dev-invitations' };
const counters = { COUNTERS_TABLE: 'patchbay-dev-counters' };
const settings = { SETTINGS_TABLE: 'patchbay-dev-settings' };
const signedIn = { ...log, ...settings, ALLOWED_DOMAIN: 'example.com' };
const mailFrom = { MAIL_FROM: 'meetings@example.com' };
const passcodeKey = { PASSCODE_KEY: 'patchbay-dev-passcode-key' };
const meetingSettings = { MEETING_SETTINGS: expect.stringMatching(/^\{"wrongPasscodes":20,.*"activeCalls":10\}$/) };
const scheduling = { ...table, ...invitations, ...mailFrom, ...meetingSettings, DIAL_COUNTRIES: 'US' };
const door = { ...table, MEETING_REGION: 'us-east-1', MEDIA_REGION: 'us-east-1' };

const readSettings = allow(inTable('settings'), 'dynamodb:GetItem');
const ofMeetings = (...operations: string[]) =>
  allow(inTable('meetings'), ...operations.map((operation) => `dynamodb:${operation}`));
const count = allow(inTable('counters'), 'dynamodb:UpdateItem');
const send = allow(queue, 'sqs:GetQueueUrl', 'sqs:SendMessage');
const readKey = allow(
  inRegion('secretsmanager:secret:patchbay-dev-passcode-key-??????'),
  'secretsmanager:GetSecretValue',
);
const newMeeting = allow('*', 'chime:CreateMeeting');
const enter = allow(
  meetings,
  ...['GetMeeting', 'GetAttendee', 'DeleteMeeting', 'CreateAttendee', 'DeleteAttendee'].map((name) => `chime:${name}`),
);
const schedule = [ofMeetings('GetItem', 'Query', 'UpdateItem'), send];

const functions: Record<string, FunctionWanted> = {
  createMeeting: {
    file: 'src/create-meeting-handler',
    timeout: 20,
    route: 'POST /meetings',
    environment: { ...signedIn, ...scheduling, ...counters },
    statements: [readSettings, count, ...schedule],
  },
  addParticipants: {
    file: 'src/add-participants-handler',
    timeout: 20,
    route: 'POST /meetings/{eventId}/participants',
    environment: { ...signedIn, ...scheduling },
    statements: [readSettings, ...schedule],
  },
  listParticipants: {
    file: 'src/list-participants-handler',
    timeout: 10,
    route: 'GET /meetings/{eventId}/participants',
    environment: { ...signedIn, ...table },
    statements: [readSettings, ofMeetings('GetItem', 'Query')],
  },
  joinMeeting: {
    file: 'src/join-meeting-handler',
    timeout: 10,
    route: 'POST /meetings/{eventId}/join',
    environment: { ...signedIn, ...door, ...counters, ...passcodeKey, ...meetingSettings },
    statements: [...[readSettings, ofMeetings('GetItem', 'UpdateItem'), count, readKey, newMeeting, enter]],
  },
  joinAsGuest: {
    file: 'src/join-as-guest-handler',
    timeout: 10,
    route: 'POST /meetings/{eventId}/guests',
    environment: { ...log, ...door, ...counters, ...meetingSettings },
    statements: [ofMeetings('GetItem', 'UpdateItem'), count, newMeeting, enter],
  },
  endMeeting: {
    file: 'src/end-meeting-handler',
    timeout: 20,
    route: 'POST /meetings/{eventId}/end',
    environment: { ...signedIn, ...table, MEETING_REGION: 'us-east-1' },
    statements: [
      ...[readSettings, ofMeetings('GetItem', 'Query', 'UpdateItem'), allow(meetings, 'chime:DeleteMeeting')],
      allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall'),
    ],
  },
  resendMail: {
    file: 'src/resend-mail-handler',
    timeout: 10,
    route: 'POST /meetings/{eventId}/participants/{id}/resend',
    environment: { ...signedIn, ...table, ...counters, ...invitations, ...mailFrom },
    statements: [readSettings, ofMeetings('GetItem', 'UpdateItem'), count, send],
  },
  callAgain: {
    file: 'src/call-again-handler',
    timeout: 10,
    route: 'POST /meetings/{eventId}/participants/{id}/call',
    environment: { ...signedIn, ...table, ...invitations },
    statements: [readSettings, ofMeetings('GetItem', 'UpdateItem'), send],
  },
  uploaded: {
    file: 'src/uploaded-handler',
    timeout: 30,
    environment: {
      ...{ ...log, ...scheduling, ALLOWED_DOMAIN: 'example.com' },
      ...{ MAIL_ORGANISER: '', UPLOADS_BUCKET: 'patchbay-dev-uploads' },
    },
    statements: [
      ...schedule,
      allow(own('s3:::patchbay-dev-uploads/*'), 's3:GetObject'),
      allow(own('s3:::patchbay-dev-uploads/results/*'), 's3:PutObject'),
      allow(arnOf('UploadsLost'), 'sqs:SendMessage'),
    ],
  },
  invite: {
    file: 'src/invite-handler',
    timeout: 60,
    environment: {
      ...{
        ...log,
        ...settings,
        ...table,
        ...counters,
        ...invitations,
        ...passcodeKey,
        ...meetingSettings,
        ...mailFrom,
      },
      MAIL_CONFIGURATION_SET: 'patchbay-dev-mail',
      NUMBER_FLOWS: expect.stringContaining('"+12065550100":"ivr"'),
    },
    statements: [
      allow([joinedQueue], 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
      readSettings,
      ofMeetings('GetItem', 'Query', 'UpdateItem'),
      allow(inTable('counters'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
      ...[send, readKey],
      allow(
        [inRegion('ses:identity/meetings@example.com'), inRegion('ses:configuration-set/patchbay-dev-mail')],
        'ses:SendEmail',
      ),
      allow(sipMediaApplication, 'chime:CreateSipMediaApplicationCall'),
    ],
  },
  presence: {
    file: 'src/presence-handler',
    timeout: 10,
    environment: { ...log, ...door },
    statements: [ofMeetings('GetItem', 'UpdateItem'), allow(meetings, 'chime:DeleteMeeting')],
  },
};

testPackage(packaged, { functions, aboutAll: [newMeeting, newMeeting] });
testHttpApi(packaged, functions);

test('files that are handed in start uploaded, results do not; who comes to our meetings starts presence', () => {
  const patterns = ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties['EventPattern']);
  expect(patterns).toEqual([
    {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: ['patchbay-dev-uploads'] },
        object: { key: [{ 'anything-but': { prefix: 'results/' } }] },
      },
    },
    {
      source: ['aws.chime'],
      'detail-type': ['Chime Meeting State Change'],
      detail: {
        $or: [
          {
            externalUserId: [{ prefix: 'p-' }],
            eventType: ['chime:AttendeeJoined', 'chime:AttendeeLeft', 'chime:AttendeeDropped'],
          },
          { eventType: ['chime:MeetingEnded'] },
        ],
      },
    },
  ]);
});

test('messages are seen to one by one, by five functions at most, and only those that fail come again', () => {
  expect(ofType('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties)).toEqual([
    expect.objectContaining({
      BatchSize: 1,
      Enabled: true,
      EventSourceArn: joinedQueue,
      FunctionName: arnOf('InviteLambdaFunction'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    }),
  ]);
});

test('a file that could not be seen to is kept, for two weeks', () => {
  expect(ofType('AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties)).toEqual([
    expect.objectContaining({
      FunctionName: { Ref: 'UploadedLambdaFunction' },
      DestinationConfig: { OnFailure: { Destination: arnOf('UploadsLost') } },
    }),
  ]);
  expect(ofType('AWS::SQS::Queue')).toEqual([
    [
      'UploadsLost',
      expect.objectContaining({ Properties: expect.objectContaining({ MessageRetentionPeriod: 1_209_600 }) }),
    ],
  ]);
});

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  test('joinAsGuest lets nobody in whose link is none', async () => {
    const { statusCode, body } = (await answerTo('joinAsGuest', 'no-link.json')) as Record<string, never>;
    expect(statusCode).toBe(400);
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'invalid-request', errors: [{ path: 'link' }] });
  });

  test('invite has what is no message come again', async () => {
    expect(await answerTo('invite', 'no-message.json')).toEqual({
      batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
    });
  });
});
