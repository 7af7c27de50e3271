import { expect, test } from '@jest/globals';
import { LOCAL_ACCOUNT_ID } from '../aws/account.ts';
import { createResolver } from './resolve.ts';
import { resourcesOf } from './resources.ts';
import { readTemplate } from './template.ts';

const account = { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' };
const functions = [
  { key: 'main', name: 'calls-dev-main' },
  { key: 'pre-sign_up', name: 'calls-dev-pre-sign_up' },
];
const sections = [
  { Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } } },
  {
    Resources: {
      Calls: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: { 'Fn::Sub': '${AWS::StackName}-calls' }, SSE: { 'Fn::ImportValue': 'k' } },
      },
      Media: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: { 'Fn::Join': ['-', ['media', { Ref: 'AWS::AccountId' }]] } },
      },
      Nameless: { Type: 'AWS::SQS::Queue' },
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } },
    },
  },
];
const template = readTemplate('calls-dev', sections, functions);
const resolve = createResolver(template, account);

test.each<[unknown, unknown]>([
  ['plain', 'plain'],
  [{ a: [{ Ref: 'Jobs' }, 1, null] }, { a: ['jobs', 1, null] }],
  [{ Ref: 'Calls' }, 'calls-dev-calls'],
  [{ 'Fn::GetAtt': ['Jobs', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:jobs'],
  [{ 'Fn::GetAtt': 'Calls.Arn' }, 'arn:aws:dynamodb:us-east-1:000000000000:table/calls-dev-calls'],
  [{ Ref: 'MainLambdaFunction' }, 'calls-dev-main'],
  [{ 'Fn::GetAtt': ['MainLambdaFunction', 'Arn'] }, 'arn:aws:lambda:us-east-1:000000000000:function:calls-dev-main'],
  [
    { 'Fn::GetAtt': 'PreDashsignUnderscoreupLambdaFunction.Arn' },
    'arn:aws:lambda:us-east-1:000000000000:function:calls-dev-pre-sign_up',
  ],
  [{ 'Fn::Sub': '${Media.Arn}/*' }, 'arn:aws:s3:::media-000000000000/*'],
  [{ 'Fn::Sub': ['${Own}-${!Kept}-${AWS::Region}', { Own: { Ref: 'Jobs' } }] }, 'jobs-${Kept}-us-east-1'],
])('%j is resolved', (value, resolved) => {
  expect(resolve(value)).toEqual(resolved);
});

test('what other stacks export is as somebody says', () => {
  const knowing = createResolver(template, account, (name) => `id-of-${name}`);
  expect(knowing({ 'Fn::Sub': ['app/${Id}', { Id: { 'Fn::ImportValue': 'app' } }] })).toBe('app/id-of-app');
});

test.each<[unknown, string]>([
  [
    { 'Fn::ImportValue': 'x' },
    'calls-dev: {"Fn::ImportValue":"x"} cannot be resolved locally: Fn::ImportValue is known to AWS only.',
  ],
  [{ Ref: 'Nameless' }, 'give the resource a name of its own'],
  [{ Ref: 'Nowhere' }, '{"Ref":"Nowhere"} cannot be resolved'],
  [{ 'Fn::GetAtt': ['Jobs', 'QueueUrl'] }, 'only the Arn'],
  [{ 'Fn::Join': ['-'] }, 'a separator and a list'],
])('%j is refused', (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});

test('resources are found by type, with the properties asked for', () => {
  expect(resourcesOf(template, 'AWS::DynamoDB::Table', ['TableName'], account)).toEqual([
    { logicalId: 'Calls', name: 'calls-dev-calls', properties: { TableName: 'calls-dev-calls' } },
  ]);
});

test('a resource without a name is refused', () => {
  expect(() => resourcesOf(template, 'AWS::SQS::Queue', [], account)).toThrow(
    'calls-dev: Nameless needs a QueueName to run locally.',
  );
});

test('a malformed section is refused', () => {
  expect(() => readTemplate('calls-dev', { Resources: { Calls: {} } })).toThrow(
    'The resources of calls-dev are malformed',
  );
});

test('no section is an empty template', () => {
  expect(readTemplate('calls-dev', undefined).resources).toEqual({});
});
