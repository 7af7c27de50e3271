import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseContactFlow } from '@patchbay/emulator';
import { allow, arnOf, imported, inTable, packageService, sipMediaApplication, testPackage } from '@patchbay/packaged';

const packaged = packageService(join(import.meta.dirname, '..'));
const { resource, answerTo } = packaged;

const environment = { LOG_LEVEL: 'INFO', PAIRS_TABLE: 'patchbay-dev-pairs' };
const instance = imported('connect:${AWS::Region}:${AWS::AccountId}:instance/${Id}', 'connect-instance-id');
/** They end well before the flow gives up. */
const timeout = 2;

testPackage(packaged, {
  functions: {
    getCallData: {
      file: 'src/get-call-data-handler',
      timeout,
      environment,
      statements: [allow(inTable('pairs'), 'dynamodb:GetItem')],
    },
    transferCall: {
      file: 'src/transfer-call-handler',
      timeout,
      environment: {
        ...environment,
        CONNECT_NUMBERS: '+14255550181,+14255550182,+14255550183',
        VOICE_CONNECTOR_DESTINATIONS:
          '[{"arn":"arn:aws:chime:us-east-1:000000000000:vc/abcdef1ghij2klmno3pqr4","users":["+12065550150","44*"]}]',
        DIAL_COUNTRIES: 'US',
      },
      statements: [
        allow(inTable('pairs'), 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
        allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall'),
      ],
    },
  },
});

test.each(['GetCallData', 'TransferCall'])('%s may be invoked by our Connect instance, and by no other', (name) => {
  expect(resource(`${name}InvokePermission`)).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: arnOf(`${name}LambdaFunction`),
    Principal: 'connect.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: instance,
  });
  expect(resource(`${name}Association`)).toEqual({
    InstanceId: instance,
    IntegrationType: 'LAMBDA_FUNCTION',
    IntegrationArn: arnOf(`${name}LambdaFunction`),
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

// In this file because both build into the same folder.
describe('invoke local, with no AWS account,', () => {
  test.each([
    ['getCallData', 'withheld-number', { found: 'false' }],
    ['transferCall', 'refused-target', { transfer: 'refused', reason: 'premium-rate' }],
  ])('%s answers %s', async (name, event, answer) => {
    expect(await answerTo(name, `${event}.json`)).toMatchObject(answer);
  });
});
