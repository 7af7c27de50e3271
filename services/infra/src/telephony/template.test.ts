import { describe, expect, test } from '@jest/globals';
import { parseStage } from '@patchbay/config';
import { telephonyTemplate } from './template.ts';

const templateOf = (telephony: object, numbers: object = {}, more: object = {}) =>
  telephonyTemplate(
    parseStage('test', {
      region: 'us-east-1',
      mediaRegion: 'us-east-1',
      country: 'US',
      bucketPrefix: 'acme',
      logLevel: 'INFO',
      logRetentionDays: 30,
      quotas: { callsPerSecond: 1, updatesPerSecond: 5, activeCalls: 10 },
      numbers,
      telephony,
      ...more,
    }),
  );
const APPLICATION = { Ref: 'SipMediaApplication' };

test('a stage without numbers has an application that nobody can call', () => {
  const { Resources, Outputs } = templateOf({});
  expect(Object.keys(Resources)).toEqual(['SipMediaApplication', 'Settings']);
  expect(Resources['Settings']?.Properties).not.toHaveProperty('CallerId');
  expect(Outputs).not.toHaveProperty('PhoneNumbers');
  expect(Outputs).not.toHaveProperty('ConnectInstanceId');
});

describe('numbers that are ordered', () => {
  const orders = {
    support: { flow: 'ivr', areaCode: '206', count: 2 },
    uk: { flow: 'update-call', country: 'GB', type: 'Local' },
  };

  test('come after the application, and lead to it', () => {
    const { Resources } = templateOf({ orders, retainNumbers: true });
    expect(Resources['PhoneNumberSupport2']).toMatchObject({
      Type: 'Custom::PhoneNumber',
      DependsOn: ['SipMediaApplication'],
      Properties: {
        ServiceTimeout: 900,
        Name: 'patchbay-test-Support2',
        ProductType: 'SipMediaApplicationDialIn',
        AreaCode: '206',
        Retain: true,
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(templateOf({ orders }).Resources['PhoneNumberSupport2']).not.toHaveProperty('DeletionPolicy');
    expect(Resources['PhoneNumberUk1']?.Properties).toMatchObject({ Country: 'GB', PhoneNumberType: 'Local' });
    expect(Resources['SipRuleSupport2']).toMatchObject({
      Type: 'Custom::SipRule',
      Properties: { TriggerValue: { Ref: 'PhoneNumberSupport2' }, SipMediaApplicationId: APPLICATION },
    });
  });

  test('have their flows, and the first is called from unless there is another', () => {
    const settings = (numbers: object) => templateOf({ orders }, numbers).Resources['Settings']?.Properties;
    expect(settings({})).toMatchObject({
      CallerId: { Ref: 'PhoneNumberSupport1' },
      NumberFlows: [
        { Number: { Ref: 'PhoneNumberSupport1' }, Flow: 'ivr' },
        { Number: { Ref: 'PhoneNumberSupport2' }, Flow: 'ivr' },
        { Number: { Ref: 'PhoneNumberUk1' }, Flow: 'update-call' },
      ],
    });
    expect(settings({ '+12065550100': 'ivr' })).toMatchObject({ CallerId: '+12065550100' });
  });

  test('stay the same when another order is taken away', () => {
    const all = templateOf({ orders }).Resources;
    const { uk } = orders;
    expect(templateOf({ orders: { uk } }).Resources['PhoneNumberUk1']).toEqual(all['PhoneNumberUk1']);
  });
});

test('an application of before is used', () => {
  const ExistingId = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
  const { Resources } = templateOf({ sipMediaApplicationId: ExistingId });
  expect(Resources['SipMediaApplication']?.Properties).toMatchObject({ ExistingId });
});

test.each([
  ['messages', { messageLogging: true }],
  ['a Voice Connector', { voiceConnector: { logging: { mediaMetrics: true } } }],
])('logs of %s may be delivered before anything is logged', (_name, telephony) => {
  const { TelephonyLogsPolicy: policy, SipMediaApplication: application } = templateOf(telephony).Resources;
  expect(application?.DependsOn).toEqual(['RequestsTable', 'StandInInvokePermission', 'TelephonyLogsPolicy']);
  const { PolicyName, PolicyDocument } = policy?.Properties as {
    PolicyName: string;
    PolicyDocument: { 'Fn::Sub': string };
  };
  expect(PolicyName).toBe('patchbay-test-telephony');
  const { Statement } = JSON.parse(PolicyDocument['Fn::Sub']) as {
    Statement: { Resource: string[]; Condition: object }[];
  };
  expect(Statement).toHaveLength(1);
  for (const resource of Statement[0]?.Resource ?? []) expect(resource).toMatch(/:log-group:\/aws\/Chime\w+\/\*$/);
  expect(Statement[0]?.Condition).toMatchObject({ StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' } });
});

describe('a Voice Connector', () => {
  const voiceConnector = {
    termination: { callingRegions: ['US'], cidrs: ['203.0.113.8/32'] },
    origination: [{ host: 'pbx.example.com' }],
    streaming: { retentionHours: 1, targets: ['SQS'] },
    logging: { sipMessages: true },
    reachesFlows: true,
    numbers: ['+12065550101'],
    orders: { desk: { areaCode: '206' } },
  };

  test('has its parts, its numbers, and a way to the flows', () => {
    const { Resources, Outputs } = templateOf({ voiceConnector });
    expect(Resources['VoiceConnector']?.Properties).toMatchObject({
      RequireEncryption: true,
      Termination: { CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'], CpsLimit: 1 },
      Origination: { Routes: [{ Host: 'pbx.example.com', Port: 5_061, Protocol: 'TCP', Priority: 1, Weight: 1 }] },
      Streaming: { DataRetentionInHours: 1, Targets: ['SQS'] },
      Logging: { SipMessages: true, MediaMetrics: false },
    });
    expect(Resources['PhoneNumberOfVoiceConnectorDesk1']?.Properties).toMatchObject({ ProductType: 'VoiceConnector' });
    expect(Resources['VoiceConnectorNumbers']?.Properties).toMatchObject({
      VoiceConnectorId: { Ref: 'VoiceConnector' },
      Numbers: ['+12065550101', { Ref: 'PhoneNumberOfVoiceConnectorDesk1' }],
    });
    expect(Resources['SipRuleOfVoiceConnector']?.Properties).toMatchObject({
      TriggerType: 'RequestUriHostname',
      TriggerValue: { 'Fn::GetAtt': ['VoiceConnector', 'OutboundHostName'] },
    });
    expect(Resources).not.toHaveProperty('SipRuleOfVoiceConnectorDesk1');
    expect(Object.keys(Outputs)).toEqual(expect.arrayContaining(['VoiceConnectorArn', 'VoiceConnectorHost']));
  });

  test('has none of them unless the stage says so', () => {
    const { Resources } = templateOf({ voiceConnector: {} });
    expect(Object.keys(Resources)).toEqual(['SipMediaApplication', 'VoiceConnector', 'Settings']);
    for (const part of ['Termination', 'Origination', 'Streaming', 'Logging']) {
      expect(Resources['VoiceConnector']?.Properties).not.toHaveProperty(part);
    }
  });
});
