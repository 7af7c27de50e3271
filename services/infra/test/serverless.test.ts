import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { sls } from './serverless.ts';

jest.setTimeout(60_000);

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

let folder: string;
let resources: Record<string, Resource>;
let outputs: Record<string, object>;

/** Packaged as for a deployment, with no AWS account. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'infra-'));
  await sls('package', '--package', folder);
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  const template = JSON.parse(text) as { Resources: Record<string, Resource>; Outputs: Record<string, object> };
  ({ Resources: resources, Outputs: outputs } = template);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resource = (name: string): Record<string, unknown> => resources[name]?.Properties ?? {};
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

describe('the user pool', () => {
  test('takes e-mail addresses that their owners confirm, and strong passwords', () => {
    expect(resource('UserPool')).toEqual({
      UserPoolName: 'patchbay-dev-users',
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
      LambdaConfig: { PreSignUp: arnOf('PreSignUpLambdaFunction') },
    });
  });

  test('has a client without a secret, by which nobody changes an address', () => {
    const client = resource('UserPoolClient');
    expect(client).toMatchObject({
      ClientName: 'patchbay-dev-browser',
      UserPoolId: { Ref: 'UserPool' },
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      IdTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
      WriteAttributes: ['name'],
    });
    expect(client['ReadAttributes']).toEqual(expect.arrayContaining(['email', 'email_verified']));
  });

  test('has operators', () => {
    expect(resource('OperatorsGroup')).toEqual({ GroupName: 'operators', UserPoolId: { Ref: 'UserPool' } });
  });

  test('is found by other services', () => {
    expect(outputs).toMatchObject({
      UserPoolId: { Value: { Ref: 'UserPool' }, Export: { Name: 'patchbay-dev-user-pool-id' } },
      UserPoolClientId: { Value: { Ref: 'UserPoolClient' }, Export: { Name: 'patchbay-dev-user-pool-client-id' } },
      UserPoolIssuer: {
        Value: { 'Fn::GetAtt': ['UserPool', 'ProviderURL'] },
        Export: { Name: 'patchbay-dev-user-pool-issuer' },
      },
    });
  });
});

describe('the function that is asked about sign-ups', () => {
  test('answers before Cognito gives up, and knows the domain', () => {
    expect(resource('PreSignUpLambdaFunction')).toMatchObject({
      FunctionName: 'infra-dev-preSignUp',
      Handler: 'src/pre-sign-up.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 5,
      Environment: { Variables: { LOG_LEVEL: 'INFO', ALLOWED_DOMAIN: 'example.com' } },
    });
  });

  test('may be invoked by our user pool, and by no other', () => {
    expect(resource('PreSignUpInvokePermission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf('PreSignUpLambdaFunction'),
      Principal: 'cognito-idp.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: arnOf('UserPool'),
    });
  });

  test('may write its log and nothing else', () => {
    const [policy] = resource('PreSignUpIamRoleLambdaExecution')['Policies'] as [
      { PolicyDocument: { Statement: { Action: string[] }[] } },
    ];
    expect(policy.PolicyDocument.Statement.map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
    ]);
  });
});

const tableArn = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/patchbay-dev-${name}`,
});

describe('the HTTP API', () => {
  test('is open to pages of its own origin, and limited', () => {
    expect(resource('HttpApi')).toEqual({
      Name: 'patchbay-dev-http',
      ProtocolType: 'HTTP',
      DisableExecuteApiEndpoint: false,
    });
    expect(resource('HttpApiStage')).toMatchObject({
      ApiId: { Ref: 'HttpApi' },
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test('is open to pages of other origins if the stage says which', async () => {
    const file = join(import.meta.dirname, '../http-api.js');
    const { propertiesOf } = (await import(file)) as { propertiesOf(name: string, corsOrigins: string[]): object };
    expect(propertiesOf('patchbay-test-http', ['https://app.example.com'])).toMatchObject({
      CorsConfiguration: {
        AllowOrigins: ['https://app.example.com'],
        AllowMethods: ['GET', 'POST', 'DELETE'],
        AllowHeaders: ['authorization', 'content-type', 'idempotency-key'],
      },
    });
  });

  test('logs nothing that a client sends', () => {
    const { Format, DestinationArn } = resource('HttpApiStage')['AccessLogSettings'] as Record<string, unknown>;
    expect(JSON.parse(String(Format))).toEqual({
      requestId: '$context.requestId',
      route: '$context.routeKey',
      status: '$context.status',
      latencyMs: '$context.responseLatency',
    });
    expect(DestinationArn).toEqual(arnOf('HttpApiLogs'));
    expect(resource('HttpApiLogs')['LogGroupName']).toBe('/aws/vendedlogs/patchbay-dev-http');
  });

  test('gives tickets for live sockets', () => {
    expect(resource('HttpApiRoutePostLiveTickets')).toMatchObject({
      ApiId: { Ref: 'HttpApi' },
      RouteKey: 'POST /live/tickets',
    });
    expect(resource('HttpApiIntegrationLiveTicket')).toMatchObject({ PayloadFormatVersion: '2.0' });
  });
});

test('what quotas count is forgotten, and needs no backup', () => {
  expect(resource('CountersTable')).toEqual({
    TableName: 'patchbay-dev-counters',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    SSESpecification: { SSEEnabled: true },
  });
});

const recovered = {
  BillingMode: 'PAY_PER_REQUEST',
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  SSESpecification: { SSEEnabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};
const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const index = (IndexName: string, hash: string, range: string) => ({
  IndexName,
  KeySchema: keys(hash, range),
  Projection: { ProjectionType: 'ALL' },
});

describe('conferences', () => {
  test('are found by PIN, the open ones by time', () => {
    expect(resource('ConferencesTable')).toEqual({
      TableName: 'patchbay-dev-conferences',
      AttributeDefinitions: [attribute('pin'), attribute('open'), attribute('openedAt', 'N')],
      KeySchema: [{ AttributeName: 'pin', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [index('open', 'open', 'openedAt')],
      ...recovered,
    });
  });

  test('find their callers in the calls table', () => {
    const { GlobalSecondaryIndexes: indexes, AttributeDefinitions: attributes } = resource('CallsTable');
    expect(indexes).toContainEqual(index('conference', 'conferenceId', 'createdAt'));
    expect(attributes).toContainEqual(attribute('conferenceId'));
  });

  test('keep who asked for what in them', () => {
    expect(resource('AuditTable')).toEqual({
      TableName: 'patchbay-dev-audit',
      AttributeDefinitions: [attribute('transactionId'), attribute('id')],
      KeySchema: keys('transactionId', 'id'),
      ...recovered,
    });
  });
});

describe('the live socket', () => {
  test('leads to its functions, and is limited', () => {
    expect(resource('WebsocketsApi')).toMatchObject({ Name: 'patchbay-dev-live', ProtocolType: 'WEBSOCKET' });
    const routes = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route');
    const keys = routes.map(({ Properties }) => Properties['RouteKey']);
    expect(keys.sort()).toEqual(['$connect', '$disconnect', 'POST /live/tickets']);
    const stage = resource('WebsocketsDeploymentStage');
    // Tickets are in query strings, so nothing is logged but what functions write.
    expect(stage).not.toHaveProperty('AccessLogSettings');
    expect(stage['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  });

  test.each([
    ['Connect', '$connect'],
    ['Disconnect', '$disconnect'],
  ])('may invoke live%s, and no other API may', (name, route) => {
    expect(resource(`Live${name}LambdaPermissionWebsockets`)).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf(`Live${name}LambdaFunction`),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${WebsocketsApi}/*/${route}`,
      },
    });
  });

  test('and its tickets expire, and are found by their owner', () => {
    expect(resource('ConnectionsTable')).toMatchObject({
      TableName: 'patchbay-dev-connections',
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      GlobalSecondaryIndexes: [expect.objectContaining({ IndexName: 'owner' })],
    });
  });

  const connections = tableArn('connections');
  test.each([
    [
      'LiveTicket',
      [
        { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: tableArn('settings') },
        { Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: connections },
      ],
    ],
    ['LiveConnect', [{ Effect: 'Allow', Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem'], Resource: connections }]],
    ['LiveDisconnect', [{ Effect: 'Allow', Action: ['dynamodb:DeleteItem'], Resource: connections }]],
  ])('%s may do what it needs and nothing else', (name, statements) => {
    const [policy] = resource(`${name}IamRoleLambdaExecution`)['Policies'] as [
      { PolicyDocument: { Statement: object[] } },
    ];
    expect(policy.PolicyDocument.Statement.slice(1)).toEqual(statements);
  });

  test('is found by other services', () => {
    expect(outputs).toMatchObject({
      HttpApiId: { Value: { Ref: 'HttpApi' }, Export: { Name: 'patchbay-dev-http-api-id' } },
      WebSocketApiId: { Value: { Ref: 'WebsocketsApi' }, Export: { Name: 'patchbay-dev-web-socket-api-id' } },
    });
  });
});

test('no resource waits for itself', () => {
  const neededBy = (name: string): string[] => {
    const text = JSON.stringify(resources[name]);
    const named = [...text.matchAll(/"(?:Ref|Fn::GetAtt|DependsOn)":\[?"(\w+)"/g)].map(([, other = '']) => other);
    return named.filter((other) => other in resources);
  };
  const visit = (name: string, path: string[]): void => {
    expect(path).not.toContain(name);
    for (const other of neededBy(name)) visit(other, [...path, name]);
  };
  expect(neededBy('UserPool')).toEqual(['PreSignUpLambdaFunction']);
  for (const name of Object.keys(resources)) visit(name, []);
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

test('no statement names every action or every resource', () => {
  const policies = Object.entries(resources).filter(([name]) => name !== 'ServerlessDeploymentBucketPolicy');
  expect(JSON.stringify(policies)).not.toMatch(/"(Action|Resource)":\[?"\*"/);
});

test('logs are kept for as long as the stage says', () => {
  const groups = Object.values(resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
  expect(groups.length).toBeGreaterThan(0);
  expect(groups.map(({ Properties }) => Properties['RetentionInDays'])).toEqual(groups.map(() => 30));
});

const entries = [
  ['preSignUp', 'pre-sign-up'],
  ['liveTicket', 'live-ticket'],
  ['liveConnect', 'live-connect'],
  ['liveDisconnect', 'live-disconnect'],
];
test.each(entries)('the zip of %s has what it loads, and nothing else', async (name, entry) => {
  const files = Object.entries(unzipSync(await readFile(join(folder, `${name}.zip`))));
  const own = new RegExp(String.raw`^src/${entry}\.([\w.-]+-[0-9A-Z]{8}\.)?(mjs|cjs)$`);
  expect(files.map(([file]) => file).filter((file) => !own.test(file))).toEqual([]);
  const loaded = files.flatMap(([, text]) => [...strFromU8(text).matchAll(/"\.\/([\w.-]+\.mjs)"/g)]);
  expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(loaded.map(([, file]) => `src/${file}`)));
});

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  const invoke = (name: string, event: string) =>
    sls('invoke', 'local', '-f', name, '-p', join('events', name, `${event}.json`));

  test('lets somebody of our domain sign up', async () => {
    const printed = await invoke('preSignUp', 'sign-up');
    expect(JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1))).toMatchObject({
      triggerSource: 'PreSignUp_SignUp',
      response: { autoConfirmUser: false },
    });
  });

  test('refuses somebody of another domain', async () => {
    const refusal = 'Please sign up with your e-mail address at example.com';
    await expect(invoke('preSignUp', 'another-domain')).rejects.toMatchObject({
      stdout: expect.stringContaining(refusal),
    });
  });

  test.each([
    ['liveTicket', 'not-signed-in'],
    ['liveConnect', 'no-ticket'],
  ])('%s refuses %s', async (name, event) => {
    const printed = await invoke(name, event);
    expect(JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1))).toMatchObject({ statusCode: 401 });
  });
});
