import { describe, expect, test } from '@jest/globals';
import type { Resources } from './alarm.ts';
import { alarmsOf } from './alarms-of.ts';
import Alarms from './index.ts';

const topic = { Ref: 'Topic' };
const of = (resources: Resources) => alarmsOf({ stackName: 'calls-dev', resources, topic });
const rings = {
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: [topic],
  OKActions: [topic],
};
const stat = (Id: string, Namespace: string, MetricName: string, Dimensions: object[]) => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 300, Stat: 'Sum' },
});
const sum = { Id: 'sum', Expression: 'FILL(m0, 0) + FILL(m1, 0)' };

test('a function that fails, or is not let run', () => {
  const MainLambdaFunction = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'calls-dev-main' } };
  const dimensions = [{ Name: 'FunctionName', Value: { Ref: 'MainLambdaFunction' } }];
  expect(of({ MainLambdaFunction })).toEqual({
    MainLambdaFunctionFailing: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'calls-dev-main-failing',
        AlarmDescription: 'The function calls-dev-main ended with an error, ran out of time, or was not let run',
        Metrics: [
          sum,
          stat('m0', 'AWS/Lambda', 'Errors', dimensions),
          stat('m1', 'AWS/Lambda', 'Throttles', dimensions),
        ],
        ...rings,
      },
    },
  });
});

test('a table that is asked too much', () => {
  const Calls = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'calls' } };
  const dimensions = [{ Name: 'TableName', Value: { Ref: 'Calls' } }];
  expect(of({ Calls })['CallsThrottled']?.Properties).toMatchObject({
    AlarmName: 'calls-throttled',
    Metrics: [
      sum,
      stat('m0', 'AWS/DynamoDB', 'ReadThrottleEvents', dimensions),
      stat('m1', 'AWS/DynamoDB', 'WriteThrottleEvents', dimensions),
    ],
    ...rings,
  });
});

describe('a queue for dead letters', () => {
  const Lost = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'lost' } };
  const redriven = (deadLetterTargetArn: unknown) => ({
    Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 3 } } },
  });

  test.each<[string, Resources]>([
    ['of a queue', redriven({ 'Fn::GetAtt': ['Lost', 'Arn'] })],
    ['of a queue, in a text', redriven({ 'Fn::Sub': '${Lost.Arn}' })],
    ['of a queue, by its name', redriven({ 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:lost' })],
    [
      'of a function',
      {
        Async: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Lost', 'Arn'] } } } },
        },
      },
    ],
  ])('%s is not empty', (_name, others) => {
    expect(of({ Lost, ...others })).toEqual({
      LostFilled: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: 'lost-filled',
          AlarmDescription: 'Somebody has to look at what was given up and lies in the queue lost',
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Lost', 'QueueName'] } }],
          Statistic: 'Maximum',
          Period: 300,
          ...rings,
        },
      },
    });
  });

  test('is another than a queue that is worked off', () => {
    expect(of({ Lost })).toEqual({});
    expect(of({ Lost, ...redriven({ 'Fn::GetAtt': ['LostToo', 'Arn'] }) })).toEqual({});
  });
});

describe('errors in logs', () => {
  const group = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });

  test('are counted for all functions together', () => {
    const found = of({ A: group('/aws/lambda/calls-dev-a'), B: group('/aws/lambda/calls-dev-b') });
    const filter = (LogGroup: string) => ({
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: LogGroup },
        FilterPattern: '{ $.level = "ERROR" }',
        MetricTransformations: [
          { MetricNamespace: 'Patchbay', MetricName: 'calls-dev-errors-logged', MetricValue: '1', Unit: 'Count' },
        ],
      },
    });
    expect(found).toEqual({
      AErrors: filter('A'),
      BErrors: filter('B'),
      ErrorsLogged: expect.objectContaining({ Type: 'AWS::CloudWatch::Alarm' }),
    });
    expect(found['ErrorsLogged']?.Properties).toMatchObject({
      AlarmName: 'calls-dev-errors-logged',
      Namespace: 'Patchbay',
      MetricName: 'calls-dev-errors-logged',
      Dimensions: [],
    });
  });

  test('are not looked for in what no function writes', () => {
    expect(of({ Access: group('/aws/vendedlogs/http') })).toEqual({});
  });
});

test.each([
  [
    'adds them to the template, once all of it is there',
    true,
    ['Main', 'Logs', 'MainFailing', 'LogsErrors', 'ErrorsLogged'],
  ],
  ['adds none where the stage wants none, and counts errors all the same', false, ['Main', 'Logs', 'LogsErrors']],
])('the plugin %s', (_what, perResource, wanted) => {
  const Resources = {
    Main: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'main' } },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/main' } },
  };
  const template: { Resources: Resources } = { Resources };
  const stage = { name: 'dev', alarms: { perResource }, arns: { alarmsTopic: topic } };
  const provider = { compiledCloudFormationTemplate: template };
  const { hooks } = new Alarms({ service: { service: 'calls', custom: { stage }, provider } });
  hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  expect(Object.keys(template.Resources)).toEqual(wanted);
});
