import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allow, arnOf, inTable, own, packageService, testPackage } from '@patchbay/packaged';
import { testAlarms } from './alarms.ts';
import { testBuckets } from './buckets.ts';
import { testMail } from './mail.ts';
import { testMeetings } from './meetings.ts';
import { testSite } from './site.ts';
import { aboutAll, telephonyFunctions, testTelephony } from './telephony.ts';

const packaged = packageService(join(import.meta.dirname, '..'));
const { template, resource, ofType, invoke, answerTo } = packaged;

const environment = { LOG_LEVEL: 'INFO', CONNECTIONS_TABLE: 'patchbay-dev-connections' };
const connections = inTable('connections');
const timeout = 5;

testPackage(packaged, {
  functions: {
    preSignUp: {
      file: 'src/pre-sign-up',
      // It answers before Cognito gives up.
      timeout: 5,
      environment: { LOG_LEVEL: 'INFO', ALLOWED_DOMAIN: 'example.com' },
      statements: [],
      imports: 2,
    },
    liveTicket: {
      file: 'src/live-ticket',
      timeout,
      environment: { ...environment, SETTINGS_TABLE: 'patchbay-dev-settings', ALLOWED_DOMAIN: 'example.com' },
      statements: [allow(inTable('settings'), 'dynamodb:GetItem'), allow(connections, 'dynamodb:PutItem')],
      route: 'POST /live/tickets',
    },
    liveConnect: {
      file: 'src/live-connect',
      timeout,
      environment,
      statements: [allow(connections, 'dynamodb:DeleteItem', 'dynamodb:PutItem')],
    },
    liveDisconnect: {
      file: 'src/live-disconnect',
      timeout,
      environment,
      statements: [allow(connections, 'dynamodb:DeleteItem')],
    },
    ...telephonyFunctions,
  },
  aboutAll,
  logGroups: ['HttpApiLogs'],
});

testBuckets(packaged);
testSite(packaged);
testMail(packaged);
testAlarms(packaged);
testMeetings(packaged);
testTelephony(packaged);

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
    expect(template().Outputs).toMatchObject({
      UserPoolId: { Value: { Ref: 'UserPool' }, Export: { Name: 'patchbay-dev-user-pool-id' } },
      UserPoolClientId: { Value: { Ref: 'UserPoolClient' }, Export: { Name: 'patchbay-dev-user-pool-client-id' } },
      UserPoolIssuer: {
        Value: { 'Fn::GetAtt': ['UserPool', 'ProviderURL'] },
        Export: { Name: 'patchbay-dev-user-pool-issuer' },
      },
    });
  });
});

test('the function that is asked about sign-ups may be invoked by our user pool, and by no other', () => {
  expect(resource('PreSignUpInvokePermission')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: arnOf('PreSignUpLambdaFunction'),
    Principal: 'cognito-idp.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: arnOf('UserPool'),
  });
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
    const keys = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties['RouteKey']);
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
      SourceArn: own(`execute-api:\${AWS::Region}:\${AWS::AccountId}:\${WebsocketsApi}/*/${route}`),
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

  test('is found by other services', () => {
    expect(template().Outputs).toMatchObject({
      HttpApiId: { Value: { Ref: 'HttpApi' }, Export: { Name: 'patchbay-dev-http-api-id' } },
      WebSocketApiId: { Value: { Ref: 'WebsocketsApi' }, Export: { Name: 'patchbay-dev-web-socket-api-id' } },
    });
  });
});

test('no resource waits for itself', () => {
  const { Resources: resources } = template();
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

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  test('lets somebody of our domain sign up', async () => {
    expect(await answerTo('preSignUp', 'sign-up.json')).toMatchObject({
      triggerSource: 'PreSignUp_SignUp',
      response: { autoConfirmUser: false },
    });
  });

  test('refuses somebody of another domain', async () => {
    const refusal = 'Please sign up with your e-mail address at example.com';
    await expect(invoke('preSignUp', 'another-domain.json')).rejects.toMatchObject({
      stdout: expect.stringContaining(refusal),
    });
  });

  test.each([
    ['liveTicket', 'not-signed-in'],
    ['liveConnect', 'no-ticket'],
  ])('%s refuses %s', async (name, event) => {
    expect(await answerTo(name, `${event}.json`)).toMatchObject({ statusCode: 401 });
  });
});
