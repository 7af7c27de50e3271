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
  folder = await mkdtemp(join(tmpdir(), 'update-call-'));
  await sls('package', '--package', folder);
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  ({ Resources: resources } = JSON.parse(text) as { Resources: Record<string, Resource> });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resource = (name: string): Record<string, unknown> => resources[name]?.Properties ?? {};
const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const own = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });
const httpApi = { 'Fn::ImportValue': 'patchbay-dev-http-api-id' };

const signedIn = { LOG_LEVEL: 'INFO', SETTINGS_TABLE: 'patchbay-dev-settings', ALLOWED_DOMAIN: 'example.com' };
const CALLS_TABLE = 'patchbay-dev-calls';
const CONFERENCES_TABLE = 'patchbay-dev-conferences';

const allow = (Resource: object, ...Action: string[]) => ({ Effect: 'Allow', Action, Resource });
const inTable = (name: string) => own(`dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/patchbay-dev-${name}`);
const readSettings = allow(inTable('settings'), 'dynamodb:GetItem');
const sipMediaApplication = {
  'Fn::Sub': [
    'arn:${AWS::Partition}:chime:${AWS::Region}:${AWS::AccountId}:sma/${Id}',
    { Id: { 'Fn::ImportValue': 'patchbay-dev-sip-media-application-id' } },
  ],
};

interface Wanted {
  /** Missing for a function in Python. */
  entry?: string;
  environment: Record<string, unknown>;
  statements: readonly object[];
  route: string;
}

const acting = {
  environment: { ...signedIn, CALLS_TABLE, AUDIT_TABLE: 'patchbay-dev-audit', AUDIT_DAYS: '365' },
  statements: [
    readSettings,
    allow(inTable('calls'), 'dynamodb:GetItem'),
    allow(inTable('audit'), 'dynamodb:UpdateItem'),
    allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall'),
  ],
};

const functions: [name: string, wanted: Wanted][] = [
  [
    'createConference',
    {
      entry: 'create-conference-handler',
      route: 'POST /conferences',
      environment: { ...signedIn, CONFERENCES_TABLE, WAITING_ROOM: 'false' },
      statements: [readSettings, allow(inTable('conferences'), 'dynamodb:UpdateItem')],
    },
  ],
  [
    'listConferences',
    {
      entry: 'list-conferences-handler',
      route: 'GET /conferences',
      environment: { ...signedIn, CONFERENCES_TABLE },
      statements: [readSettings, allow(inTable('conferences/index/open'), 'dynamodb:Query')],
    },
  ],
  [
    'listLiveCalls',
    {
      entry: 'list-live-calls-handler',
      route: 'GET /live-calls',
      environment: { ...signedIn, CALLS_TABLE, CONFERENCES_TABLE },
      statements: [
        readSettings,
        allow(inTable('calls/index/conference'), 'dynamodb:Query'),
        allow(inTable('conferences'), 'dynamodb:GetItem'),
      ],
    },
  ],
  ['act', { ...acting, entry: 'act-handler', route: 'POST /live-calls/{transactionId}/actions' }],
  ['actionPython', { ...acting, route: 'POST /python/live-calls/{transactionId}/actions' }],
];
const inTemplate = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

test('all functions are looked at here', () => {
  const names = functions.map(([name]) => `${inTemplate(name)}LambdaFunction`);
  expect(ofType('AWS::Lambda::Function').map(([name]) => name)).toEqual(names);
});

describe.each(functions)('%s', (name, { entry, environment, statements, route }) => {
  const lambda = `${inTemplate(name)}LambdaFunction`;
  const run =
    entry === undefined
      ? { Handler: 'python/actions/handler.handler', Runtime: 'python3.13' }
      : { Handler: `src/${entry}.handler`, Runtime: 'nodejs24.x' };

  test('runs what it was built for, and is told everything in plain texts', () => {
    expect(resource(lambda)).toMatchObject({
      FunctionName: `update-call-dev-${name}`,
      ...run,
      Architectures: ['arm64'],
      Timeout: 10,
    });
    expect(resource(lambda)['Environment']).toEqual({ Variables: environment });
  });

  test('may do what it needs and nothing else', () => {
    const [policy] = resource(`${inTemplate(name)}IamRoleLambdaExecution`)['Policies'] as [
      { PolicyDocument: { Statement: object[] } },
    ];
    const logs = `logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/update-call-dev-${name}:*:*`;
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
        Resource: [own(logs)],
      },
      ...statements,
    ]);
    expect(resource(lambda)['Role']).toEqual(arnOf(`${inTemplate(name)}IamRoleLambdaExecution`));
  });

  test(`is behind ${route}`, () => {
    const integration = ofType('AWS::ApiGatewayV2::Integration').find(
      ([, { Properties }]) => JSON.stringify(Properties['IntegrationUri']) === JSON.stringify(arnOf(lambda)),
    );
    const target = { 'Fn::Join': ['/', ['integrations', { Ref: integration?.[0] }]] };
    const routes = ofType('AWS::ApiGatewayV2::Route').filter(
      ([, { Properties }]) => JSON.stringify(Properties['Target']) === JSON.stringify(target),
    );
    expect(routes.map(([, { Properties }]) => Properties['RouteKey'])).toEqual([route]);
  });

  test('is zipped with what it loads, and nothing of another function', async () => {
    const files = Object.entries(unzipSync(await readFile(join(folder, `${name}.zip`))));
    if (entry === undefined) {
      const modules = readdirSync(join(service, 'python/actions')).filter((file) => file.endsWith('.py'));
      expect(files.map(([file]) => file).sort()).toEqual(modules.map((file) => `python/actions/${file}`).sort());
      return;
    }
    const mine = new RegExp(String.raw`^src/${entry}\.([\w.-]+-[0-9A-Z]{8}\.)?(mjs|cjs)$`);
    expect(files.map(([file]) => file).filter((file) => !mine.test(file))).toEqual([]);
    const loaded = files.flatMap(([, text]) => [...strFromU8(text).matchAll(/"\.\/([\w.-]+\.mjs)"/g)]);
    expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(loaded.map(([, file]) => `src/${file}`)));
    expect(loaded.length).toBeGreaterThan(3);
  });
});

describe('the HTTP API', () => {
  test('is that of infra: none is made here, and all routes are in it', () => {
    expect(ofType('AWS::ApiGatewayV2::Api')).toEqual([]);
    expect(ofType('AWS::ApiGatewayV2::Stage')).toEqual([]);
    const parts = [...ofType('AWS::ApiGatewayV2::Route'), ...ofType('AWS::ApiGatewayV2::Integration')];
    expect(parts.map(([, { Properties }]) => Properties['ApiId'])).toEqual(parts.map(() => httpApi));
    const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties['RouteKey']);
    expect(routes.sort()).toEqual(functions.map(([, { route }]) => route).sort());
  });

  test('tells functions of requests in format 2.0, and lets them see for themselves who asks', () => {
    for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Integration')) {
      expect(Properties).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    }
    for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Route')) {
      expect(Properties).not.toHaveProperty('AuthorizerId');
    }
  });

  test('may invoke the functions behind its routes, and no other API may', () => {
    for (const [name] of functions) {
      expect(resource(`${inTemplate(name)}LambdaPermissionHttpApi`)).toMatchObject({
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Join': ['', expect.arrayContaining([':execute-api:', httpApi])] },
      });
    }
  });
});

test('no statement names every action or every resource', () => {
  const policies = ofType('AWS::IAM::Role').map(([, { Properties }]) => Properties['Policies']);
  expect(policies.length).toBeGreaterThanOrEqual(functions.length);
  expect(JSON.stringify(policies)).not.toMatch(/"(Action|Resource)":\[?"\*"/);
});

test('every function has a role of its own, whose name AWS takes', () => {
  const roles = functions.map(([name]) => resource(`${inTemplate(name)}IamRoleLambdaExecution`)['RoleName']);
  for (const role of roles) {
    const [, parts] = (role as { 'Fn::Join': [string, (string | object)[]] })['Fn::Join'];
    const longest = parts.map((part) => (typeof part === 'string' ? part : 'ap-northeast-1')).join('-');
    expect(longest.length).toBeLessThanOrEqual(64);
  }
});

test('logs are kept for as long as the stage says', () => {
  const groups = ofType('AWS::Logs::LogGroup');
  expect(groups).toHaveLength(functions.length);
  expect(groups.map(([, { Properties }]) => Properties['RetentionInDays'])).toEqual(groups.map(() => 30));
});

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  const events = readdirSync(join(service, 'events')).flatMap((name) =>
    readdirSync(join(service, 'events', name)).map((event) => [name, event] as const),
  );

  test.each(events)('%s answers %s', async (name, event) => {
    const printed = await sls('invoke', 'local', '-f', name, '-p', join('events', name, event));
    const response = JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1)) as { statusCode: number; body: string };
    expect(response).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
    });
    expect(JSON.parse(response.body)).toMatchObject({ status: 401, code: 'token-missing' });
  });
});
