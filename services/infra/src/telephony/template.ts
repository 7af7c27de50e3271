/** The part of infra's template that follows from the numbers that a stage has. */
import type { Stage, Telephony } from '@patchbay/config';

interface Resource {
  Type: string;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Properties: object;
}
type Resources = Record<string, Resource>;

interface Template {
  Resources: Resources;
  Outputs: Record<string, object>;
}

/** A number as other resources name it: as it is, or as it will have been ordered. */
type NumberRef = string | { Ref: string };
interface FlowNumber {
  /** What is in the names of its resources. */
  key: string;
  number: NumberRef;
  flow: string;
}

type VoiceConnector = NonNullable<Telephony['voiceConnector']>;

const SERVICE_TOKEN = { 'Fn::GetAtt': ['TelephonyResourcesLambdaFunction', 'Arn'] };
/** Seconds: as long as the function may take. */
const SERVICE_TIMEOUT = 900;
const APPLICATION = { Ref: 'SipMediaApplication' };

function custom(Type: string, Properties: object, DependsOn?: string[]): Resource {
  const own = { ServiceToken: SERVICE_TOKEN, ServiceTimeout: SERVICE_TIMEOUT };
  return { Type: `Custom::${Type}`, ...(DependsOn && { DependsOn }), Properties: { ...own, ...Properties } };
}

/** The address that CloudFront gives. */
const GIVEN_SITE = { 'Fn::Sub': 'https://${SiteDistribution.DomainName}' };

/** All of it, for a stage. */
export function telephonyTemplate(stage: Stage): Template {
  const { name, numbers, telephony, connect, names, site, signIn } = stage;
  const { voiceConnector, retainNumbers } = telephony;
  const existing = Object.entries(numbers).map(([number, flow]): FlowNumber => ({
    key: number.slice(1),
    number,
    flow,
  }));
  const ordered = keysOf(telephony.orders).map(([key, { flow }]): FlowNumber => ({
    key,
    number: numberRef(key),
    flow,
  }));
  const all = [...existing, ...ordered];
  const callerId = telephony.callerId ?? all[0]?.number;
  const resources: Resources = {
    ...application(stage),
    ...orders(name, 'SipMediaApplicationDialIn', telephony.orders, retainNumbers),
    ...Object.fromEntries(all.map((each) => [`SipRule${each.key}`, ruleOf(name, each)])),
    ...(voiceConnector && connectorOf(name, voiceConnector, retainNumbers)),
    Settings: custom(
      'Settings',
      {
        Issuer: signIn?.issuer ?? { 'Fn::GetAtt': ['UserPool', 'ProviderURL'] },
        ClientId: signIn?.clientId ?? { Ref: 'UserPoolClient' },
        SipMediaApplicationId: APPLICATION,
        ...(callerId !== undefined && { CallerId: callerId }),
        NumberFlows: all.map(({ number, flow }) => ({ Number: number, Flow: flow })),
        ...(site.enabled && { Site: site.domain === undefined ? GIVEN_SITE : `https://${site.domain}` }),
      },
      ['SettingsTable'],
    ),
  };
  const exported = (Value: unknown, Name: string) => ({ Value, Export: { Name } });
  return {
    Resources: resources,
    Outputs: {
      TelephonyServiceToken: exported(SERVICE_TOKEN, names.exports.telephonyServiceToken),
      SipMediaApplicationId: exported(APPLICATION, names.exports.sipMediaApplicationId),
      ...(connect?.instanceId !== undefined && {
        ConnectInstanceId: exported(connect.instanceId, names.exports.connectInstanceId),
      }),
      ...(all.length > 0 && {
        PhoneNumbers: {
          Description: 'Numbers to dial, each with its flow',
          Value: { 'Fn::Join': [', ', all.map(({ number, flow }) => ({ 'Fn::Join': [' ', [number, flow]] }))] },
        },
      }),
      ...(voiceConnector && {
        VoiceConnectorArn: {
          Description: 'For voiceConnectorDestinations of the stage',
          Value: { 'Fn::GetAtt': ['VoiceConnector', 'Arn'] },
        },
        VoiceConnectorHost: {
          Description: 'Where a PBX sends its calls',
          Value: { 'Fn::GetAtt': ['VoiceConnector', 'OutboundHostName'] },
        },
      }),
    },
  };
}

/** Numbers are ordered after it: whoever may have none needs no numbers. */
function application({ name, telephony }: Stage): Resources {
  const { sipMediaApplicationId, messageLogging, voiceConnector } = telephony;
  const logs = voiceConnector?.logging ?? { sipMessages: false, mediaMetrics: false };
  const isLogging = messageLogging || logs.sipMessages || logs.mediaMetrics;
  // The function locks in the table; all others of its resources come after this one.
  const needs = ['RequestsTable', 'StandInInvokePermission', ...(isLogging ? ['TelephonyLogsPolicy'] : [])];
  return {
    ...(isLogging && { TelephonyLogsPolicy: logsPolicy(name) }),
    SipMediaApplication: custom(
      'SipMediaApplication',
      {
        Name: `patchbay-${name}`,
        StandInArn: { 'Fn::GetAtt': ['StandInLambdaFunction', 'Arn'] },
        MessageLogging: messageLogging,
        ...(sipMediaApplicationId !== undefined && { ExistingId: sipMediaApplicationId }),
      },
      needs,
    ),
  };
}

/** Under a name of our own, so that nobody else's is overwritten. */
function logsPolicy(stage: string): Resource {
  const groups = ['ChimeSipMediaApplicationSipMessages', 'ChimeVoiceConnectorSipMessages', 'ChimeVoiceConnectorLogs'];
  const arn = 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}';
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: groups.map((group) => `${arn}:log-group:/aws/${group}/*`),
        Condition: {
          StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' },
          ArnLike: { 'aws:SourceArn': `${arn}:*` },
        },
      },
    ],
  };
  return {
    Type: 'AWS::Logs::ResourcePolicy',
    Properties: { PolicyName: `patchbay-${stage}-telephony`, PolicyDocument: { 'Fn::Sub': JSON.stringify(document) } },
  };
}

type Orders = Telephony['orders'] | VoiceConnector['orders'];

/** A number of each order, by what is in its name: `support`, two of it, is `Support1` and `Support2`. */
function keysOf<Order extends { count: number }>(of: Record<string, Order>): [key: string, order: Order][] {
  return Object.entries(of).flatMap(([name, order]) =>
    Array.from({ length: order.count }, (_, index): [string, Order] => [`${capital(name)}${index + 1}`, order]),
  );
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const numberRef = (key: string): NumberRef => ({ Ref: `PhoneNumber${key}` });

/** A number stays in the account, to be paid for, unless the deployment that ordered it fails: nobody knows of it yet. */
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

function orders(stage: string, ProductType: string, wanted: Orders, retain: boolean, prefix = ''): Resources {
  const numbers = keysOf<Orders[string]>(wanted).map(([key, order]): [string, Resource] => {
    const { areaCode, city, state, tollFreePrefix } = order;
    const search = { AreaCode: areaCode, City: city, State: state, TollFreePrefix: tollFreePrefix };
    const { country = 'US', type } = 'flow' in order ? order : {};
    const properties = {
      Name: `patchbay-${stage}-${prefix}${key}`,
      ProductType,
      Country: country,
      ...Object.fromEntries(
        Object.entries({ PhoneNumberType: type, ...search }).filter(([, value]) => value !== undefined),
      ),
      Retain: retain,
    };
    const number = custom('PhoneNumber', properties, ['SipMediaApplication']);
    return [`PhoneNumber${prefix}${key}`, { ...number, ...(retain && KEPT) }];
  });
  return Object.fromEntries(numbers);
}

function ruleOf(stage: string, { key, number }: FlowNumber): Resource {
  return custom('SipRule', {
    Name: `patchbay-${stage}-${key}`,
    TriggerType: 'ToPhoneNumber',
    TriggerValue: number,
    SipMediaApplicationId: APPLICATION,
  });
}

/** What is in the names of a Voice Connector's numbers, so that its orders may have the names of others. */
const OF_CONNECTOR = 'OfVoiceConnector';

function connectorOf(stage: string, connector: VoiceConnector, retain: boolean): Resources {
  const { encryption, termination, origination, streaming, logging, reachesFlows } = connector;
  const isLogging = logging.sipMessages || logging.mediaMetrics;
  const properties = {
    Name: `patchbay-${stage}`,
    RequireEncryption: encryption,
    ...(termination && {
      Termination: {
        CallingRegions: termination.callingRegions,
        CidrAllowedList: termination.cidrs,
        CpsLimit: termination.cpsLimit,
      },
    }),
    ...(origination && {
      Origination: {
        Routes: origination.map(({ host, port, protocol, priority, weight }) => ({
          ...{ Host: host, Port: port, Protocol: protocol, Priority: priority, Weight: weight },
        })),
      },
    }),
    ...(streaming && { Streaming: { DataRetentionInHours: streaming.retentionHours, Targets: streaming.targets } }),
    ...(isLogging && { Logging: { SipMessages: logging.sipMessages, MediaMetrics: logging.mediaMetrics } }),
  };
  const numbers = [
    ...connector.numbers,
    ...keysOf(connector.orders).map(([key]) => numberRef(`${OF_CONNECTOR}${key}`)),
  ];
  return {
    VoiceConnector: custom('VoiceConnector', properties, ['SipMediaApplication']),
    ...orders(stage, 'VoiceConnector', connector.orders, retain, OF_CONNECTOR),
    ...(numbers.length > 0 && {
      VoiceConnectorNumbers: custom('VoiceConnectorNumbers', {
        VoiceConnectorId: { Ref: 'VoiceConnector' },
        Numbers: numbers,
      }),
    }),
    ...(reachesFlows && {
      SipRuleOfVoiceConnector: custom('SipRule', {
        Name: `patchbay-${stage}-voice-connector`,
        TriggerType: 'RequestUriHostname',
        TriggerValue: { 'Fn::GetAtt': ['VoiceConnector', 'OutboundHostName'] },
        SipMediaApplicationId: APPLICATION,
      }),
    }),
  };
}
