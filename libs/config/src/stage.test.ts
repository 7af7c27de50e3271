import { describe, expect, test } from '@jest/globals';
import { parseStage, readStage, stageNames } from './stage.ts';

const settings = {
  region: 'eu-west-2',
  mediaRegion: 'eu-west-3',
  country: 'GB',
  bucketPrefix: 'acme',
  logLevel: 'INFO',
  logRetentionDays: 30,
  quotas: { callsPerSecond: 1, updatesPerSecond: 5, activeCalls: 10 },
};

test.each(stageNames())('stages/%s.json is right', (name) => {
  expect(readStage(name).name).toBe(name);
});

const CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const exchange = {
  connect: {
    numbers: ['+14255550181', '+14255550182'],
    rollingNumbers: ['+12065550111'],
    transfer: { targetType: 'voice-connector', target: 'reception', voiceConnectorArn: CONNECTOR },
  },
  voiceConnectorDestinations: [{ arn: CONNECTOR, users: ['reception', '44*'] }],
};

test('a stage without Connect has no numbers of it', () => {
  const { environment } = parseStage('test', settings);
  expect(environment).toMatchObject({ CONNECT_NUMBERS: '', ROLLING_NUMBERS: '', VOICE_CONNECTOR_DESTINATIONS: '[]' });
});

test('a stage without a domain lets everybody sign up', () => {
  expect(parseStage('test', settings).environment.ALLOWED_DOMAIN).toBe('');
});

test('passwords are sent where the stage says so', () => {
  const { signInFlows } = parseStage('test', { ...settings, passwordSignIn: true });
  expect(signInFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH']);
});

test.each(['example.com', 'staff.example.com', 'xn--exmple-4nf.com', 'a.b-c.d3.museum'])(
  'people may sign up with an address at %s',
  (allowedDomain) => {
    expect(parseStage('test', { ...settings, allowedDomain }).environment.ALLOWED_DOMAIN).toBe(allowedDomain);
  },
);

const TABLES = [
  ...['settings', 'calls', 'pairs', 'requests', 'counters', 'connections', 'conferences', 'audit'],
  'meetings',
];
const functionArn = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`,
});
const tableArn = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/patchbay-test-${name}`,
});

const inRegion = (service: string, name: string, kind = '') => ({
  'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${kind}patchbay-test-${name}`,
});

const ses = (resource: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
});

test.each([
  ['address', ['identity/meetings@staff.example.com']],
  ['domain', ['identity/staff.example.com']],
  ['existing', ['identity/meetings@staff.example.com', 'identity/staff.example.com']],
])('e-mail may come from the %s', (identity, identities) => {
  const mail = { from: 'meetings@staff.example.com', identity, organiser: 'boss@example.com' };
  const { environment, arns, mailIdentity } = parseStage('test', { ...settings, mail });
  expect(mailIdentity).toBe({ address: 'meetings@staff.example.com', domain: 'staff.example.com' }[identity]);
  expect(environment).toMatchObject({
    MAIL_FROM: 'meetings@staff.example.com',
    MAIL_CONFIGURATION_SET: 'patchbay-test-mail',
    MAIL_ORGANISER: 'boss@example.com',
  });
  expect(arns.mail).toEqual([...identities, 'configuration-set/patchbay-test-mail'].map(ses));
});

const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';

test.each([{}, { enabled: false }, { domain: 'calls.example.com', certificateArn }])('a site may be %j', (site) => {
  expect(parseStage('test', { ...settings, site }).site).toEqual({ enabled: true, ...site });
});

test('people may sign in to a pool that is there already, in another region', () => {
  const userPool = { id: 'ap-southeast-2_a1B2c3D4e', clientId: '4h57v1n2abcdefghijklmnopqr' };
  expect(parseStage('test', { ...settings, userPool })).toMatchObject({
    signInRegion: 'ap-southeast-2',
    signIn: {
      issuer: 'https://cognito-idp.ap-southeast-2.amazonaws.com/ap-southeast-2_a1B2c3D4e',
      clientId: '4h57v1n2abcdefghijklmnopqr',
    },
  });
});

test('a stage says who is told of alarms, and whether each resource has its own', () => {
  const alarmsOf = (alarms: object) => parseStage('test', { ...settings, alarms }).alarms;
  expect(alarmsOf({ email: 'ops@example.com' })).toEqual({ email: 'ops@example.com', perResource: true });
  expect(alarmsOf({ perResource: false })).toEqual({ perResource: false });
  expect(parseStage('test', settings).alarms).toEqual({ perResource: true });
});

test('meetings are kept where the stage is, or where it says', () => {
  expect(parseStage('test', { ...settings, meetingRegion: 'eu-central-1' }).meetingRegion).toBe('eu-central-1');
  expect(() => parseStage('test', { ...settings, region: 'eu-west-1' })).toThrow(
    'meetingRegion is missing: eu-west-1 keeps no meetings. Allowed: us-east-1, us-west-2, ap-south-1',
  );
});

test('a stage says how conferences are joined, and what it does not say stays', () => {
  const conferences = { pins: 'free', waitingRoom: true, maxHoldMinutes: 5 };
  const { environment } = parseStage('test', { ...settings, conferences, auditDays: 30 });
  expect(environment).toMatchObject({
    CONFERENCE_PINS: 'free',
    WAITING_ROOM: 'true',
    WRONG_PINS_PER_HOUR: '10',
    MAX_HOLD_MINUTES: '5',
    AUDIT_DAYS: '30',
  });
});

test('a stage says how meetings are, and what it does not say stays', () => {
  const meetings = { guests: true, retries: 0, quota: { perUser: { calls: 5, windowSeconds: 60 } } };
  expect(() => parseStage('test', { ...settings, meetings })).toThrow(/meetings\.quota\.total/);
  const { environment } = parseStage('test', { ...settings, meetings: { guests: true, retries: 0 } });
  expect(JSON.parse(environment.MEETING_SETTINGS)).toMatchObject({
    guests: true,
    retries: 0,
    hours: 24,
    activeCalls: 10,
  });
});

const people = { allowedDomain: 'example.com' };

test('what follows from a stage', () => {
  expect(parseStage('test', { ...settings, ...exchange, ...people, numbers: { '+12065550100': 'ivr' } })).toEqual({
    ...settings,
    ...exchange,
    ...people,
    name: 'test',
    meetingRegion: 'eu-west-2',
    dialCountries: ['GB'],
    failFirstInbound: false,
    passwordSignIn: false,
    dialQuotas: { perUser: { calls: 30, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
    conferences: { pins: 'opened', waitingRoom: false, wrongPinsPerHour: 10, maxHoldMinutes: 60 },
    meetings: {
      ...{ wrongPasscodes: 20, guesses: 10, retries: 1, guests: false, hours: 24, mailsPerSecond: 10 },
      quota: { perUser: { calls: 500, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
    },
    auditDays: 365,
    telephony: { messageLogging: false, numberRegion: 'us-east-1', orders: {}, retainNumbers: false },
    httpApi: { ratePerSecond: 50, burst: 100 },
    site: { enabled: true },
    alarms: { perResource: true },
    signInRegion: 'eu-west-2',
    signInFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    numbers: { '+12065550100': 'ivr' },
    environment: {
      LOG_LEVEL: 'INFO',
      FAIL_FIRST_INBOUND: 'false',
      NUMBER_FLOWS: '{"+12065550100":"ivr"}',
      SETTINGS_TABLE: 'patchbay-test-settings',
      CALLS_TABLE: 'patchbay-test-calls',
      PAIRS_TABLE: 'patchbay-test-pairs',
      REQUESTS_TABLE: 'patchbay-test-requests',
      CONNECTIONS_TABLE: 'patchbay-test-connections',
      CONFERENCES_TABLE: 'patchbay-test-conferences',
      AUDIT_TABLE: 'patchbay-test-audit',
      AUDIT_DAYS: '365',
      MEETINGS_TABLE: 'patchbay-test-meetings',
      INVITATIONS_QUEUE: 'patchbay-test-invitations',
      PASSCODE_KEY: 'patchbay-test-passcode-key',
      MEETING_SETTINGS: expect.stringMatching(/^\{"wrongPasscodes":20,.*"callsPerSecond":1,"activeCalls":10\}$/),
      CONFERENCE_PINS: 'opened',
      WAITING_ROOM: 'false',
      WRONG_PINS_PER_HOUR: '10',
      MAX_HOLD_MINUTES: '60',
      MEDIA_REGION: 'eu-west-3',
      MEETING_REGION: 'eu-west-2',
      CONNECT_NUMBERS: '+14255550181,+14255550182',
      ROLLING_NUMBERS: '+12065550111',
      COUNTERS_TABLE: 'patchbay-test-counters',
      VOICE_CONNECTOR_DESTINATIONS: `[{"arn":"${CONNECTOR}","users":["reception","44*"]}]`,
      DIAL_QUOTAS: '{"perUser":{"calls":30,"windowSeconds":3600},"total":{"calls":1000,"windowSeconds":86400}}',
      TRANSFER_FALLBACK: '',
      PROMPTS_BUCKET: 'acme-test-prompts',
      RECORDINGS_BUCKET: 'acme-test-recordings',
      UPLOADS_BUCKET: 'acme-test-uploads',
      MAIL_FROM: '',
      MAIL_CONFIGURATION_SET: '',
      MAIL_ORGANISER: '',
      BOT: '',
      DIAL_COUNTRIES: 'GB',
      NUMBER_REGION: 'us-east-1',
      ALLOWED_DOMAIN: 'example.com',
    },
    names: {
      tables: Object.fromEntries(TABLES.map((table) => [table, `patchbay-test-${table}`])),
      buckets: {
        prompts: 'acme-test-prompts',
        recordings: 'acme-test-recordings',
        uploads: 'acme-test-uploads',
        site: 'acme-test-site',
      },
      queues: { invitations: 'patchbay-test-invitations', lostInvitations: 'patchbay-test-invitations-lost' },
      secrets: { passcodeKey: 'patchbay-test-passcode-key' },
      configurationSet: 'patchbay-test-mail',
      alarmsTopic: 'patchbay-test-alarms',
      functions: { smaHandler: 'sma-handler-test-handler', standIn: 'infra-test-standIn' },
      dashboard: 'patchbay-test',
      site: 'patchbay-test-site',
      telephony: 'patchbay-test-telephony',
      userPool: 'patchbay-test-users',
      userPoolClient: 'patchbay-test-browser',
      httpApi: 'patchbay-test-http',
      webSocketApi: 'patchbay-test-live',
      exports: {
        telephonyServiceToken: 'patchbay-test-telephony-service-token',
        sipMediaApplicationId: 'patchbay-test-sip-media-application-id',
        connectInstanceId: 'patchbay-test-connect-instance-id',
        userPoolId: 'patchbay-test-user-pool-id',
        userPoolClientId: 'patchbay-test-user-pool-client-id',
        userPoolIssuer: 'patchbay-test-user-pool-issuer',
        httpApiId: 'patchbay-test-http-api-id',
        webSocketApiId: 'patchbay-test-web-socket-api-id',
      },
    },
    arns: {
      tables: Object.fromEntries(TABLES.map((table) => [table, tableArn(table)])),
      freePairs: tableArn('pairs/index/free'),
      callsOfOwner: tableArn('calls/index/owner'),
      callsOfMeeting: tableArn('calls/index/meeting'),
      callsOfConference: tableArn('calls/index/conference'),
      openConferences: tableArn('conferences/index/open'),
      connectionsOfOwner: tableArn('connections/index/owner'),
      liveSockets: {
        'Fn::Sub': [
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Id}/*/POST/@connections/*',
          { Id: { 'Fn::ImportValue': 'patchbay-test-web-socket-api-id' } },
        ],
      },
      meetings: { 'Fn::Sub': 'arn:${AWS::Partition}:chime:*:${AWS::AccountId}:meeting/*' },
      objects: {
        prompts: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acme-test-prompts/*' },
        recordings: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acme-test-recordings/*' },
        uploads: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acme-test-uploads/*' },
        site: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acme-test-site/*' },
      },
      uploadResults: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acme-test-uploads/results/*' },
      queues: { invitations: inRegion('sqs', 'invitations'), lostInvitations: inRegion('sqs', 'invitations-lost') },
      secrets: { passcodeKey: inRegion('secretsmanager', 'passcode-key-??????', 'secret:') },
      mail: [ses('configuration-set/patchbay-test-mail')],
      alarmsTopic: {
        'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:patchbay-test-alarms',
      },
      functions: {
        smaHandler: functionArn('sma-handler-test-handler'),
        standIn: functionArn('infra-test-standIn'),
      },
      transcriptionJobs: {
        'Fn::Sub': 'arn:${AWS::Partition}:transcribe:${AWS::Region}:${AWS::AccountId}:transcription-job/ivr_*',
      },
      sipMediaApplication: {
        'Fn::Sub': [
          'arn:${AWS::Partition}:chime:${AWS::Region}:${AWS::AccountId}:sma/${Id}',
          { Id: { 'Fn::ImportValue': 'patchbay-test-sip-media-application-id' } },
        ],
      },
      connectInstance: {
        'Fn::Sub': [
          'arn:${AWS::Partition}:connect:${AWS::Region}:${AWS::AccountId}:instance/${Id}',
          { Id: { 'Fn::ImportValue': 'patchbay-test-connect-instance-id' } },
        ],
      },
    },
  });
});

const destinationsCase = (users: string[], message: RegExp): [string, object, RegExp] => [
  `users ${JSON.stringify(users).slice(0, 20)}`,
  { voiceConnectorDestinations: [{ arn: CONNECTOR, users }] },
  message,
];

describe('what is wrong is named', () => {
  test.each<[string, object, RegExp]>([
    [
      'a region without PSTN Audio',
      { region: 'us-east-2' },
      /Invalid option: expected one of "us-east-1"\|.*\n.*at region/,
    ],
    ['a region without media', { mediaRegion: 'us-middle-1' }, /at mediaRegion/],
    ['a country by name', { country: 'England' }, /must be an ISO 3166-1 country code such as US\n.*at country/],
    ['no country to dial', { dialCountries: [] }, /at dialCountries/],
    ['a country that is none', { dialCountries: ['GB', 'UK'] }, /such as US\n.*at dialCountries\[1\]/],
    ['a log level that is none', { logLevel: 'LOUD' }, /at logLevel/],
    ['a retention that CloudWatch refuses', { logRetentionDays: 31 }, /at logRetentionDays/],
    [
      'an origin with a path',
      { corsOrigins: ['https://app.example.com/'] },
      /must be an origin.*\n.*at corsOrigins\[0\]/,
    ],
    ['any origin', { corsOrigins: ['*'] }, /at corsOrigins\[0\]/],
    ['a rate of nothing', { httpApi: { ratePerSecond: 0 } }, /at httpApi.ratePerSecond/],
    ['a quota of nothing', { quotas: { ...settings.quotas, activeCalls: 0 } }, /at quotas.activeCalls/],
    [
      'a number without its country',
      { numbers: { '2065550100': 'ivr' } },
      /must be an E.164 number such as \+12065550100\n.*at numbers.2065550100/,
    ],
    ['a flow that can have no such name', { numbers: { '+12065550100': 'I V R' } }, /must be the name of a flow/],
    [
      'a Voice Connector by its id',
      { voiceConnectorDestinations: [{ arn: 'abcdef', users: ['44*'] }] },
      /must be the ARN of a Voice Connector/,
    ],
    ...[['*44'], ['a b'], ['reception@example.com'], ['']].map((users) =>
      destinationsCase(users, /must be 1 to 36 of/),
    ),
    destinationsCase([], /at voiceConnectorDestinations\[0\].users/),
    destinationsCase(
      Array.from({ length: 200 }, (_, index) => `extension-${index}`),
      /must be 2000 characters at most: use \*/,
    ),
    [
      'a Voice Connector twice',
      { voiceConnectorDestinations: ['44*', '45*'].map((user) => ({ arn: CONNECTOR, users: [user] })) },
      /must have each Voice Connector once/,
    ],
    [
      'a transfer to a user who may not be dialled',
      { ...exchange, voiceConnectorDestinations: [{ arn: CONNECTOR, users: ['44*'] }] },
      /must be a user of a Voice Connector that voiceConnectorDestinations has.*\n.*at connect.transfer/,
    ],
    [
      'a fallback behind a Voice Connector that may not be dialled',
      {
        ...exchange,
        connect: {
          ...exchange.connect,
          fallback: { ...exchange.connect.transfer, voiceConnectorArn: CONNECTOR.replace('abc', 'xyz') },
        },
      },
      /must be a user of a Voice Connector that voiceConnectorDestinations has.*\n.*at connect.fallback/,
    ],
    [
      'a window of no time',
      { dialQuotas: { perUser: { calls: 1, windowSeconds: 0 }, total: { calls: 1, windowSeconds: 60 } } },
      /at dialQuotas.perUser.windowSeconds/,
    ],
    [
      'more calls of a user than an item can have',
      { dialQuotas: { perUser: { calls: 1_001, windowSeconds: 60 }, total: { calls: 1, windowSeconds: 60 } } },
      /at dialQuotas.perUser.calls/,
    ],
    [
      'a domain without its certificate',
      { site: { domain: 'calls.example.com' } },
      /must have domain and certificateArn.*\n.*at site/,
    ],
    [
      'a certificate where CloudFront does not look',
      { site: { domain: 'calls.example.com', certificateArn: certificateArn.replace('us-east-1', 'eu-west-2') } },
      /must be the ARN of a certificate in us-east-1\n.*at site.certificateArn/,
    ],
    ['a site by its URL', { site: { domain: 'https://calls.example.com', certificateArn } }, /at site.domain/],
    ['alarms for some', { alarms: { perResource: 'some' } }, /expected boolean.*\n.*at alarms.perResource/],
    ['alarms for a telephone', { alarms: { email: '+12065550100' } }, /must be an e-mail address.*\n.*at alarms.email/],
    [
      'a user pool by its ARN',
      { userPool: { id: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a1B2c3D4e', clientId: 'a1' } },
      /must be the id of a user pool such as us-east-1_a1B2c3D4e\n.*at userPool.id/,
    ],
    ['a user pool without a client', { userPool: { id: 'us-east-1_a1B2c3D4e' } }, /at userPool.clientId/],
    ['e-mail from nobody', { mail: {} }, /at mail.from/],
    [
      'e-mail from a name',
      { mail: { from: 'Meetings <m@example.com>' } },
      /must be an e-mail address.*\n.*at mail.from/,
    ],
    ['an organiser without a domain', { mail: { from: 'm@example.com', organiser: 'me' } }, /at mail.organiser/],
    [
      'an identity of another kind',
      { mail: { from: 'm@example.com', identity: 'dns' } },
      /"address"\|"domain"\|"existing".*\n.*at mail.identity/,
    ],
    ['PINs of another kind', { conferences: { pins: 'any' } }, /at conferences.pins/],
    ['no try for a PIN', { conferences: { wrongPinsPerHour: 0 } }, /at conferences.wrongPinsPerHour/],
    ['a hold of no time', { conferences: { maxHoldMinutes: 0.5 } }, /at conferences.maxHoldMinutes/],
    ['a setting of conferences that is none', { conferences: { pin: '1' } }, /Unrecognized key: "pin"/],
    ['an audit that forgets at once', { auditDays: 0 }, /at auditDays/],
    [
      'a transfer to nowhere',
      { connect: { numbers: [], rollingNumbers: [], transfer: { targetType: 'moon', target: 'x' } } },
      /at connect.transfer.targetType/,
    ],
    ...[
      'Example.com',
      'example',
      'example.com.',
      '.example.com',
      '@example.com',
      '*.example.com',
      'exa mple.com',
      '',
    ].map((allowedDomain): [string, object, RegExp] => [
      `a domain that is written "${allowedDomain}"`,
      { allowedDomain },
      /must be a domain in lower case such as example\.com\n.*at allowedDomain/,
    ]),
    ['a domain in Cyrillic', { allowedDomain: 'ex\u{430}mple.com' }, /at allowedDomain/],
    ['a setting that does not exist', { loglevel: 'INFO' }, /Unrecognized key: "loglevel"/],
  ])('%s', (_name, change, message) => {
    expect(() => parseStage('test', { ...settings, ...change })).toThrow(message);
  });

  test.each<[string, object, string]>([
    ['a value', { logLevel: 'LOUD' }, 'at logLevel, which is "LOUD"'],
    ['a value in a list', { dialCountries: ['GB', 'UK'] }, 'at dialCountries[1], which is "UK"'],
    ['a value in an object', { httpApi: { burst: 0 } }, 'at httpApi.burst, which is 0'],
    ['nothing', { region: undefined }, 'at region, which is missing'],
    ['a long text', { bucketPrefix: 'x'.repeat(200) }, `at bucketPrefix, which is "${'x'.repeat(79)}…`],
  ])('with %s that it is', (_name, change, message) => {
    expect(() => parseStage('test', { ...settings, ...change })).toThrow(message);
  });

  test('all of it at once', () => {
    expect(() => parseStage('test', { ...settings, region: 'x', country: 'y' })).toThrow(/at region[^]*at country/);
  });

  test.each([
    ['nowhere', 'There is no stage "nowhere": libs/config/stages has dev'],
    ['../package', 'There is no stage "../package"'],
  ])('a stage called %s', (name, message) => {
    expect(() => readStage(name)).toThrow(message);
  });

  test.each(['Prod', '1', 'a-stage-name-that-is-long', ''])('a stage can not be called "%s"', (name) => {
    expect(() => parseStage(name, settings)).toThrow(/can't name a stage/);
  });
});
