import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { service, sls } from './serverless.ts';

jest.setTimeout(60_000);

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

let folder: string;
let resources: Record<string, Resource>;

/** Packaged as for a deployment, with no AWS account. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sma-handler-'));
  await sls('package', '--package', folder);
  const template: unknown = JSON.parse(
    await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
  );
  ({ Resources: resources } = template as { Resources: Record<string, Resource> });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resource = (name: string): Record<string, unknown> => resources[name]?.Properties ?? {};

const own = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });
const sipMediaApplication = {
  'Fn::Sub': [
    'arn:${AWS::Partition}:chime:${AWS::Region}:${AWS::AccountId}:sma/${Id}',
    { Id: { 'Fn::ImportValue': 'patchbay-dev-sip-media-application-id' } },
  ],
};

const liveSockets = {
  'Fn::Sub': [
    'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Id}/*/POST/@connections/*',
    { Id: { 'Fn::ImportValue': 'patchbay-dev-web-socket-api-id' } },
  ],
};

describe('the function', () => {
  test('ends before its event is sent again, and runs what it was built for', () => {
    expect(resource('HandlerLambdaFunction')).toMatchObject({
      FunctionName: 'sma-handler-dev-handler',
      Handler: 'src/handler.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 5,
    });
  });

  test('is told everything in plain texts', () => {
    expect(resource('HandlerLambdaFunction')['Environment']).toEqual({
      Variables: {
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
    });
  });

  test('may do what it needs and nothing else', () => {
    const [policy] = resource('HandlerIamRoleLambdaExecution')['Policies'] as [
      { PolicyDocument: { Statement: object[] } },
    ];
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
        Resource: [own('logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/sma-handler-dev-handler:*:*')],
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-settings'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-calls'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-pairs'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:Query'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-pairs/index/free'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:UpdateItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-counters'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-conferences'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:Query'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-calls/index/conference'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:Query', 'dynamodb:UpdateItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-audit'),
      },
      // AWS has no resource for what does not exist yet.
      { Effect: 'Allow', Action: ['chime:CreateMeeting'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['chime:DeleteMeeting', 'chime:CreateAttendee', 'chime:DeleteAttendee'],
        Resource: own('chime:*:${AWS::AccountId}:meeting/*'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:DeleteItem'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-connections'),
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:Query'],
        Resource: own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-connections/index/owner'),
      },
      { Effect: 'Allow', Action: ['execute-api:ManageConnections'], Resource: liveSockets },
      { Effect: 'Allow', Action: ['chime:CreateSipMediaApplicationCall'], Resource: sipMediaApplication },
      {
        Effect: 'Allow',
        Action: ['transcribe:StartTranscriptionJob'],
        Resource: own('transcribe:${AWS::Region}:${AWS::AccountId}:transcription-job/ivr_*'),
      },
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: own('s3:::patchbay-dev-recordings/*') },
    ]);
  });

  test('may be invoked by its SIP media application, and by no other', () => {
    expect(resource('HandlerInvokePermission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['HandlerLambdaFunction', 'Arn'] },
      Principal: 'voiceconnector.chime.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: sipMediaApplication,
    });
  });
});

test('the sweeper frees pairs, asks calls, and runs alone every five minutes', () => {
  const [policy] = resource('SweeperIamRoleLambdaExecution')['Policies'] as [
    { PolicyDocument: { Statement: { Action: string[] }[] } },
  ];
  expect(policy.PolicyDocument.Statement.slice(1).map(({ Action }) => Action)).toEqual([
    ['dynamodb:GetItem'],
    ['dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    ['chime:UpdateSipMediaApplicationCall'],
  ]);
  expect(resource('SweeperLambdaFunction')).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 60 });
  const schedules = Object.values(resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
  expect(schedules.map(({ Properties }) => Properties['ScheduleExpression'])).toContain('rate(5 minutes)');
});

test('every function has a role of its own, whose name AWS takes', () => {
  const functions = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const roles = functions.map(
    ({ Properties }) => (Properties['Role'] as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0],
  );
  expect(new Set(roles).size).toBe(functions.length);
  for (const role of roles) {
    const [, parts] = (resource(role)['RoleName'] as { 'Fn::Join': [string, (string | object)[]] })['Fn::Join'];
    const longest = parts.map((part) => (typeof part === 'string' ? part : 'ap-northeast-1')).join('-');
    expect(longest.length).toBeLessThanOrEqual(64);
  }
});

test('no statement names every action, and only that for new meetings every resource', () => {
  const policies = Object.entries(resources).filter(([name]) => name !== 'ServerlessDeploymentBucketPolicy');
  const text = JSON.stringify(policies);
  expect(text).not.toMatch(/"Action":\[?"\*"/);
  expect(text.match(/\{[^{}]*"Resource":\[?"\*"[^{}]*\}/g)).toEqual([
    '{"Effect":"Allow","Action":["chime:CreateMeeting"],"Resource":"*"}',
  ]);
});

test('logs are kept for as long as the stage says', () => {
  const groups = Object.values(resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
  expect(groups.map(({ Properties }) => Properties['RetentionInDays'])).toEqual(groups.map(() => 30));
});

test.each(['handler', 'transcribed'])(
  'the zip of %s has what it loads, and nothing of another function',
  async (name) => {
    const files = Object.entries(unzipSync(await readFile(join(folder, `${name}.zip`))));
    const own = new RegExp(String.raw`^src/${name}\.([\w.-]+-[0-9A-Z]{8}\.)?(mjs|cjs)$`);
    expect(files.map(([file]) => file).filter((file) => !own.test(file))).toEqual([]);
    const loaded = files.flatMap(([, text]) => [...strFromU8(text).matchAll(/"\.\/([\w.-]+\.mjs)"/g)]);
    expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(loaded.map(([, file]) => `src/${file}`)));
    expect(loaded.length).toBeGreaterThan(3);
  },
);

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  const events = (name: string) => readdirSync(join(service, 'events', name));

  test.each(events('handler'))('answers %s', async (event) => {
    const printed = await sls('invoke', 'local', '-f', 'handler', '-p', join('events/handler', event));
    const response: unknown = JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1));
    expect(response).toMatchObject({ SchemaVersion: '1.0', Actions: expect.any(Array) });
  });

  test.each(events('transcribed'))('takes %s', async (event) => {
    const printed = await sls('invoke', 'local', '-f', 'transcribed', '-p', join('events/transcribed', event));
    expect(printed).toContain('"outcome":"not-ours"');
  });
});
