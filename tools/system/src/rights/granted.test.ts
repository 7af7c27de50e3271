import { expect, test } from '@jest/globals';
import type { Template } from '@patchbay/packaged';
import { grantedBy } from './granted.ts';

const account = { accountId: '000000000000', region: 'us-east-1' };
const imported = (name: string) => `id-of-${name}`;
const own = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });
const log = (name: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
  Resource: [own(`logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${name}:*:*`)],
});
const queue = { 'Fn::GetAtt': ['Jobs', 'Arn'] };
const reading = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: queue,
};

/** A stack with one function and a queue. */
function stack(statements: object[], more: Template['Resources'] = {}, managed?: string[]): Template {
  const Policies = [{ PolicyDocument: { Statement: statements } }];
  return {
    Resources: {
      MainLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: 'svc-dev-main', Role: { 'Fn::GetAtt': ['MainRole', 'Arn'] } },
      },
      MainRole: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies, ...(managed && { ManagedPolicyArns: managed }) },
      },
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
      ...more,
    },
    Outputs: {},
  };
}

const rightsIn = (template: Template): string[] =>
  [...grantedBy(template, account, imported)].flatMap(([name, rights]) =>
    rights.map(({ action, resource }) => `${name}: ${action} ${resource}`),
  );

test('one right for each action and each resource, as a request names it', () => {
  const statements = [
    log('svc-dev-main'),
    { Effect: 'Allow', Action: 's3:GetObject', Resource: [own('s3:::b/*'), own('s3:::c/*')] },
    {
      ...{ Effect: 'Allow', Action: ['chime:A', 'chime:B'] },
      Resource: { 'Fn::Sub': ['arn:x:${Id}', { Id: { 'Fn::ImportValue': 'app' } }] },
    },
  ];
  expect(rightsIn(stack(statements))).toEqual([
    'svc-dev-main: s3:GetObject arn:aws:s3:::b/*',
    'svc-dev-main: s3:GetObject arn:aws:s3:::c/*',
    'svc-dev-main: chime:A arn:x:id-of-app',
    'svc-dev-main: chime:B arn:x:id-of-app',
  ]);
});

test('of logs, the own one is for Lambda', () => {
  const rights = rightsIn(stack([log('svc-dev-other')]));
  expect(rights).toHaveLength(3);
  expect(rights[0]).toContain(
    'logs:CreateLogStream arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/svc-dev-other',
  );
});

test('to read a queue is for Lambda when the queue starts the function', () => {
  const mapping = { EventSourceArn: queue, FunctionName: { 'Fn::GetAtt': ['MainLambdaFunction', 'Arn'] } };
  const sending = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue };
  const arn = 'arn:aws:sqs:us-east-1:000000000000:jobs';
  expect(rightsIn(stack([reading]))).toHaveLength(3);
  expect(
    rightsIn(stack([reading, sending], { Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: mapping } })),
  ).toEqual([`svc-dev-main: sqs:SendMessage ${arn}`]);
});

test('to send on what came to nothing is for Lambda', () => {
  const sending = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue };
  const Properties = {
    FunctionName: { Ref: 'MainLambdaFunction' },
    DestinationConfig: { OnFailure: { Destination: queue } },
  };
  expect(rightsIn(stack([sending], { Config: { Type: 'AWS::Lambda::EventInvokeConfig', Properties } }))).toEqual([]);
  expect(rightsIn(stack([sending]))).toHaveLength(1);
});

test.each<[string, Template]>([
  ['a managed policy', stack([log('svc-dev-main')], {}, ['arn:aws:iam::aws:policy/AdministratorAccess'])],
  ['no statements', stack([])],
  ['what is denied', stack([{ ...log('svc-dev-main'), Effect: 'Deny' }])],
  ['all but', stack([{ ...log('svc-dev-main'), NotAction: 's3:*' }])],
])('%s in a role is refused', (_what, template) => {
  expect(() => rightsIn(template)).toThrow(/svc-dev-main/);
});
