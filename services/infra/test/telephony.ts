import { describe, expect, test } from '@jest/globals';
import { readStage } from '@patchbay/config';
import { allow, arnOf, inTable, own, type FunctionWanted, type packageService } from '@patchbay/packaged';

const inRegion = (service: string, rest: string) => own(`${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`);

/** AWS offers no resource for these. */
export const aboutAll = [
  allow(
    '*',
    'chime:CreatePhoneNumberOrder',
    'chime:CreateSipMediaApplication',
    'chime:CreateSipRule',
    'chime:CreateVoiceConnector',
    'chime:DeletePhoneNumber',
    'chime:DeleteSipRule',
    'chime:GetPhoneNumber',
    'chime:GetPhoneNumberOrder',
    'chime:GetSipRule',
    'chime:ListPhoneNumbers',
    'chime:ListSipMediaApplications',
    'chime:ListSipRules',
    'chime:ListVoiceConnectors',
    'chime:SearchAvailablePhoneNumbers',
    'chime:UpdateSipRule',
  ),
  allow(
    '*',
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ),
];

export const telephonyFunctions: Record<string, FunctionWanted> = {
  standIn: {
    file: 'src/stand-in',
    // PSTN Audio sends an event again after 5 s.
    timeout: 5,
    environment: { LOG_LEVEL: 'INFO' },
    statements: [],
    imports: 0,
  },
  telephonyResources: {
    file: 'src/telephony-resources',
    timeout: 900,
    environment: {
      LOG_LEVEL: 'INFO',
      NUMBER_REGION: 'us-east-1',
      REQUESTS_TABLE: 'patchbay-dev-requests',
      SETTINGS_TABLE: 'patchbay-dev-settings',
    },
    statements: [
      allow(inTable('settings'), 'dynamodb:PutItem', 'dynamodb:DeleteItem'),
      allow(inTable('requests'), 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
      allow(
        inRegion('chime', 'sma/*'),
        'chime:DeleteSipMediaApplication',
        'chime:GetSipMediaApplication',
        'chime:PutSipMediaApplicationLoggingConfiguration',
        'chime:UpdateSipMediaApplication',
      ),
      allow(
        inRegion('chime', 'vc/*'),
        'chime:AssociatePhoneNumbersWithVoiceConnector',
        'chime:DeleteVoiceConnector',
        'chime:DeleteVoiceConnectorOrigination',
        'chime:DeleteVoiceConnectorStreamingConfiguration',
        'chime:DeleteVoiceConnectorTermination',
        'chime:DisassociatePhoneNumbersFromVoiceConnector',
        'chime:GetVoiceConnector',
        'chime:PutVoiceConnectorLoggingConfiguration',
        'chime:PutVoiceConnectorOrigination',
        'chime:PutVoiceConnectorStreamingConfiguration',
        'chime:PutVoiceConnectorTermination',
        'chime:UpdateVoiceConnector',
      ),
      aboutAll[0]!,
      allow(
        [inRegion('lambda', 'function:infra-dev-standIn'), inRegion('lambda', 'function:sma-handler-dev-handler')],
        'lambda:AddPermission',
        'lambda:GetPolicy',
      ),
      {
        ...allow(
          own('iam::${AWS::AccountId}:role/aws-service-role/voiceconnector.chime.amazonaws.com/*'),
          'iam:CreateServiceLinkedRole',
        ),
        Condition: { StringEquals: { 'iam:AWSServiceName': 'voiceconnector.chime.amazonaws.com' } },
      },
      aboutAll[1]!,
    ],
    imports: 0,
  },
};

export function testTelephony({ template, resource, ofType }: ReturnType<typeof packageService>): void {
  describe('telephony', () => {
    test('waits for each of its resources as long as the function may take', () => {
      const own = Object.entries(template().Resources).filter(([, { Type }]) => Type.startsWith('Custom::'));
      expect(own.map(([name]) => name).sort()).toEqual([
        'Settings',
        'SipMediaApplication',
        ...Object.keys(readStage('dev').numbers)
          .map((number) => `SipRule${number.slice(1)}`)
          .sort(),
      ]);
      for (const [, { Properties }] of own) {
        expect(Properties).toMatchObject({
          ServiceToken: arnOf('TelephonyResourcesLambdaFunction'),
          ServiceTimeout: 900,
        });
      }
    });

    test('may invoke the stand-in before there is an application, which has it first', () => {
      expect(resource('StandInInvokePermission')).toEqual({
        Action: 'lambda:InvokeFunction',
        FunctionName: arnOf('StandInLambdaFunction'),
        Principal: 'voiceconnector.chime.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: inRegion('chime', 'sma/*'),
      });
      const { SipMediaApplication: application } = template().Resources;
      expect(application).toMatchObject({ DependsOn: ['RequestsTable', 'StandInInvokePermission'] });
      expect(application?.Properties['StandInArn']).toEqual(arnOf('StandInLambdaFunction'));
    });

    test('tells the functions what it has found out', () => {
      expect(resource('Settings')).toMatchObject({
        Issuer: { 'Fn::GetAtt': ['UserPool', 'ProviderURL'] },
        ClientId: { Ref: 'UserPoolClient' },
        SipMediaApplicationId: { Ref: 'SipMediaApplication' },
        CallerId: '+12065550100',
        NumberFlows: expect.arrayContaining([{ Number: '+12065550120', Flow: 'update-call' }]),
        Site: { 'Fn::Sub': 'https://${SiteDistribution.DomainName}' },
      });
      expect(ofType('AWS::Logs::ResourcePolicy')).toEqual([]);
    });

    test('is found by other services', () => {
      expect(template().Outputs).toMatchObject({
        TelephonyServiceToken: {
          Value: arnOf('TelephonyResourcesLambdaFunction'),
          Export: { Name: 'patchbay-dev-telephony-service-token' },
        },
        SipMediaApplicationId: {
          Value: { Ref: 'SipMediaApplication' },
          Export: { Name: 'patchbay-dev-sip-media-application-id' },
        },
        ConnectInstanceId: { Export: { Name: 'patchbay-dev-connect-instance-id' } },
      });
    });
  });
}
