import { expect, test } from '@jest/globals';
import { fitted } from './template.ts';

const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'calls' } };

test('a template that MiniStack can carry stays as it is', () => {
  const template = {
    Resources: {
      Table: table,
      Policy: { Type: 'AWS::S3::BucketPolicy', DependsOn: 'Table', Properties: { Bucket: { Ref: 'Table' } } },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
  };

  expect(fitted(template)).toEqual({
    ...template,
    Resources: { ...template.Resources, Policy: { ...template.Resources.Policy, DependsOn: ['Table'] } },
  });
});

test.each([
  ['what Amazon Connect has', { Type: 'AWS::Connect::ContactFlow' }],
  ['an alarm on more than one metric', { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } }],
  ['a deployment of a WebSocket API', { Type: 'AWS::ApiGatewayV2::Deployment' }],
])('%s is left out, and nothing waits for it', (_what, missing) => {
  const { Resources } = fitted({ Resources: { Missing: missing, Table: { ...table, DependsOn: ['Missing'] } } });

  expect(Resources).toEqual({ Table: table });
});

test('an alarm on one metric is kept', () => {
  const Alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };

  expect(fitted({ Resources: { Alarm } })).toEqual({ Resources: { Alarm } });
});

test('a stage of a WebSocket API deploys by itself', () => {
  const Properties = { ApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' } };
  const { Resources } = fitted({ Resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties } } });

  expect(Resources['Stage']?.Properties).toEqual({ ApiId: { Ref: 'Api' }, AutoDeploy: true });
});

test("the issuer of a user pool's tokens is written out", () => {
  const Outputs = { Issuer: { Value: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] } } };

  expect(fitted({ Resources: {}, Outputs }).Outputs).toEqual({
    Issuer: { Value: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}' } },
  });
});
