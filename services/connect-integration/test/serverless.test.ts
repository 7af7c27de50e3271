import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parseContactFlow } from '@patchbay/emulator';
import { sls } from './serverless.ts';

jest.setTimeout(60_000);

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

let folder: string;
let resources: Record<string, Resource>;

/** Packaged as for a deployment, with no AWS account. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-integration-'));
  await sls('package', '--package', folder);
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  ({ Resources: resources } = JSON.parse(text) as { Resources: Record<string, Resource> });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resource = (name: string): Record<string, unknown> => resources[name]?.Properties ?? {};
const own = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });
const imported = (resourceName: string, name: string) => ({
  'Fn::Sub': [`arn:\${AWS::Partition}:${resourceName}/\${Id}`, { Id: { 'Fn::ImportValue': `patchbay-dev-${name}` } }],
});
const instance = imported('connect:${AWS::Region}:${AWS::AccountId}:instance', 'connect-instance-id');
const pairs = own('dynamodb:${AWS::Region}:${AWS::AccountId}:table/patchbay-dev-pairs');
const functions = ['GetCallData', 'TransferCall'];

test.each(functions)('%s ends well before the flow gives up', (name) => {
  expect(resource(`${name}LambdaFunction`)).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Timeout: 2,
  });
});

test.each([
  ['GetCallData', { LOG_LEVEL: 'INFO', PAIRS_TABLE: 'patchbay-dev-pairs' }],
  [
    'TransferCall',
    {
      LOG_LEVEL: 'INFO',
      PAIRS_TABLE: 'patchbay-dev-pairs',
      CONNECT_NUMBERS: '+14255550181,+14255550182,+14255550183',
      VOICE_CONNECTOR_DESTINATIONS:
        '[{"arn":"arn:aws:chime:us-east-1:000000000000:vc/abcdef1ghij2klmno3pqr4","users":["+12065550150","44*"]}]',
      DIAL_COUNTRIES: 'US',
    },
  ],
])('%s is told everything in plain texts', (name, variables) => {
  expect(resource(`${name}LambdaFunction`)['Environment']).toEqual({ Variables: variables });
});

test.each([
  ['GetCallData', [{ Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: pairs }]],
  [
    'TransferCall',
    [
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], Resource: pairs },
      {
        Effect: 'Allow',
        Action: ['chime:UpdateSipMediaApplicationCall'],
        Resource: imported('chime:${AWS::Region}:${AWS::AccountId}:sma', 'sip-media-application-id'),
      },
    ],
  ],
])('%s may do what it needs and nothing else', (name, statements) => {
  const [policy] = resource(`${name}IamRoleLambdaExecution`)['Policies'] as [
    { PolicyDocument: { Statement: { Action: string[] }[] } },
  ];
  const [logs, ...others] = policy.PolicyDocument.Statement;
  expect(logs?.Action).toEqual(['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents']);
  expect(others).toEqual(statements);
});

test.each(functions)('%s may be invoked by our Connect instance, and by no other', (name) => {
  expect(resource(`${name}InvokePermission`)).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [`${name}LambdaFunction`, 'Arn'] },
    Principal: 'connect.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: instance,
  });
  expect(resource(`${name}Association`)).toEqual({
    InstanceId: instance,
    IntegrationType: 'LAMBDA_FUNCTION',
    IntegrationArn: { 'Fn::GetAtt': [`${name}LambdaFunction`, 'Arn'] },
  });
});

test('the flow is deployed as it runs in the emulator, with everything that it refers to', () => {
  const { 'Fn::Sub': content } = resource('ContactFlow')['Content'] as {
    'Fn::Sub': [string, Record<string, string | object>];
  };
  const [text, values] = content;
  const texts = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : name]);
  const flow = parseContactFlow(text, 'the deployed flow', Object.fromEntries(texts));
  expect(flow.actions.size).toBe(14);
  expect(flow.actions.get('Transfer')?.parameters).toMatchObject({
    LambdaFunctionARN: 'TransferCallArn',
    LambdaInvocationAttributes: {
      TargetType: 'voice-connector',
      Target: '+12065550150',
      VoiceConnectorArn: 'arn:aws:chime:us-east-1:000000000000:vc/abcdef1ghij2klmno3pqr4',
    },
  });
});

test('no statement names every action or every resource', () => {
  const policies = Object.entries(resources).filter(([name]) => name !== 'ServerlessDeploymentBucketPolicy');
  expect(JSON.stringify(policies)).not.toMatch(/"(Action|Resource)":\[?"\*"/);
});

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  test.each([
    ['getCallData', 'withheld-number', { found: 'false' }],
    ['transferCall', 'refused-target', { transfer: 'refused', reason: 'premium-rate' }],
  ])('%s answers %s', async (name, event, answer) => {
    const printed = await sls('invoke', 'local', '-f', name, '-p', join('events', name, `${event}.json`));
    expect(JSON.parse(printed.slice(printed.indexOf('\n{\n') + 1))).toMatchObject(answer);
  });
});
