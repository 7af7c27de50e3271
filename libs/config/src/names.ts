/** The tables of infra. */
const TABLES = [
  ...(['settings', 'calls', 'pairs', 'requests', 'counters', 'connections', 'conferences', 'audit'] as const),
  'meetings',
] as const;
type TableName = (typeof TABLES)[number];

/** The buckets of infra: what is played, what callers said, what people hand in, and the pages. */
const BUCKETS = ['prompts', 'recordings', 'uploads', 'site'] as const;
type BucketName = (typeof BUCKETS)[number];

/** Names that follow from the stage alone, so a service can name another's resource without asking AWS. */
export interface Names {
  tables: Record<TableName, string>;
  /** Buckets share one namespace with every other account, so their prefix is the stage's to choose. */
  buckets: Record<BucketName, string>;
  queues: {
    /** Meetings whose invitations are to be seen to. */
    invitations: string;
    /** Those that could not be. */
    lostInvitations: string;
  };
  /** Of Secrets Manager. */
  secrets: {
    /** What passcodes are digested with. */
    passcodeKey: string;
  };
  /** Of SES: what all e-mail is sent with. */
  configurationSet: string;
  /** Of SNS: where alarms go. */
  alarmsTopic: string;
  /** Of CloudWatch. */
  dashboard: string;
  /** What belongs to the site. */
  site: string;
  /** What belongs to telephone numbers and calls. */
  telephony: string;
  userPool: string;
  userPoolClient: string;
  httpApi: string;
  webSocketApi: string;
  /** Functions that other services name. */
  functions: {
    /** What answers calls of the SIP media application. */
    smaHandler: string;
    /** What answers them before that has been deployed. */
    standIn: string;
  };
  /** CloudFormation exports of infra, none of which is ever replaced. */
  exports: {
    /** The function behind the custom resources of telephony. */
    telephonyServiceToken: string;
    sipMediaApplicationId: string;
    connectInstanceId: string;
    userPoolId: string;
    userPoolClientId: string;
    /** URL of the pool, as in the tokens that it issues. */
    userPoolIssuer: string;
    httpApiId: string;
    webSocketApiId: string;
  };
}

/** An ARN that CloudFormation completes with partition, region and account. */
export interface Arn {
  'Fn::Sub': string | [string, Record<string, { 'Fn::ImportValue': string }>];
}

export interface Arns {
  tables: Record<TableName, Arn>;
  /** The pairs that are free. */
  freePairs: Arn;
  /** Calls by whom they belong to, and by their meeting. */
  callsOfOwner: Arn;
  callsOfMeeting: Arn;
  /** The callers that are in a conference. */
  callsOfConference: Arn;
  openConferences: Arn;
  connectionsOfOwner: Arn;
  /** What messages to live sockets are sent to. */
  liveSockets: Arn;
  meetings: Arn;
  /** All objects of a bucket. */
  objects: Record<BucketName, Arn>;
  /** What came of the files that were handed in. */
  uploadResults: Arn;
  queues: Record<keyof Names['queues'], Arn>;
  secrets: Record<keyof Names['secrets'], Arn>;
  /** What sending e-mail needs: what it comes from, and the configuration set. */
  mail: Arn[];
  alarmsTopic: Arn;
  functions: Record<keyof Names['functions'], Arn>;
  transcriptionJobs: Arn;
  /** The form that `SourceArn` of a resource policy has, too. */
  sipMediaApplication: Arn;
  /** The same for Connect. */
  connectInstance: Arn;
}

export function namesOf(stage: string, bucketPrefix: string): Names {
  const name = (what: string) => `patchbay-${stage}-${what}`;
  return {
    tables: ofEach(TABLES, (table) => name(table)),
    buckets: ofEach(BUCKETS, (bucket) => `${bucketPrefix}-${stage}-${bucket}`),
    queues: { invitations: name('invitations'), lostInvitations: name('invitations-lost') },
    secrets: { passcodeKey: name('passcode-key') },
    configurationSet: name('mail'),
    alarmsTopic: name('alarms'),
    dashboard: `patchbay-${stage}`,
    site: name('site'),
    telephony: name('telephony'),
    userPool: name('users'),
    userPoolClient: name('browser'),
    httpApi: name('http'),
    webSocketApi: name('live'),
    functions: { smaHandler: `sma-handler-${stage}-handler`, standIn: `infra-${stage}-standIn` },
    exports: {
      telephonyServiceToken: name('telephony-service-token'),
      sipMediaApplicationId: name('sip-media-application-id'),
      connectInstanceId: name('connect-instance-id'),
      userPoolId: name('user-pool-id'),
      userPoolClientId: name('user-pool-client-id'),
      userPoolIssuer: name('user-pool-issuer'),
      httpApiId: name('http-api-id'),
      webSocketApiId: name('web-socket-api-id'),
    },
  };
}

/** `identities` are what SES may know the sender of e-mail by: an address, its domain. */
export function arnsOf(
  { tables, buckets, queues, secrets, configurationSet, alarmsTopic, functions, exports }: Names,
  identities: readonly string[],
): Arns {
  const own = (service: string, resource: string) =>
    `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
  const table = (name: string) => ({ 'Fn::Sub': own('dynamodb', `table/${name}`) });
  const objects = (bucket: string, folder = '') => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucket}/${folder}*` });
  const queue = (name: string) => ({ 'Fn::Sub': own('sqs', name) });
  return {
    tables: ofEach(TABLES, (name) => table(tables[name])),
    freePairs: table(`${tables.pairs}/index/free`),
    callsOfOwner: table(`${tables.calls}/index/owner`),
    callsOfMeeting: table(`${tables.calls}/index/meeting`),
    callsOfConference: table(`${tables.calls}/index/conference`),
    openConferences: table(`${tables.conferences}/index/open`),
    connectionsOfOwner: table(`${tables.connections}/index/owner`),
    liveSockets: {
      'Fn::Sub': [
        own('execute-api', '${Id}/*/POST/@connections/*'),
        { Id: { 'Fn::ImportValue': exports.webSocketApiId } },
      ],
    },
    // Meetings may be kept by another region than the functions'.
    meetings: { 'Fn::Sub': `arn:\${AWS::Partition}:chime:*:\${AWS::AccountId}:meeting/*` },
    objects: ofEach(BUCKETS, (bucket) => objects(buckets[bucket])),
    uploadResults: objects(buckets.uploads, 'results/'),
    queues: { invitations: queue(queues.invitations), lostInvitations: queue(queues.lostInvitations) },
    // AWS adds six characters to the name of a secret.
    secrets: { passcodeKey: { 'Fn::Sub': own('secretsmanager', `secret:${secrets.passcodeKey}-??????`) } },
    mail: [...identities.map((identity) => `identity/${identity}`), `configuration-set/${configurationSet}`].map(
      (resource) => ({ 'Fn::Sub': own('ses', resource) }),
    ),
    alarmsTopic: { 'Fn::Sub': own('sns', alarmsTopic) },
    functions: {
      smaHandler: { 'Fn::Sub': own('lambda', `function:${functions.smaHandler}`) },
      standIn: { 'Fn::Sub': own('lambda', `function:${functions.standIn}`) },
    },
    transcriptionJobs: { 'Fn::Sub': own('transcribe', 'transcription-job/ivr_*') },
    sipMediaApplication: {
      'Fn::Sub': [own('chime', 'sma/${Id}'), { Id: { 'Fn::ImportValue': exports.sipMediaApplicationId } }],
    },
    connectInstance: {
      'Fn::Sub': [own('connect', 'instance/${Id}'), { Id: { 'Fn::ImportValue': exports.connectInstanceId } }],
    },
  };
}

function ofEach<Name extends string, T>(names: readonly Name[], value: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, T>;
}
