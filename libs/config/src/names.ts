/** The tables of infra. */
const TABLES = ['settings', 'calls', 'pairs', 'requests', 'counters', 'connections', 'conferences', 'audit'] as const;
type TableName = (typeof TABLES)[number];

/** Names that follow from the stage alone, so a service can name another's resource without asking AWS. */
export interface Names {
  tables: Record<TableName, string>;
  /** Buckets share one namespace with every other account, so their prefix is the stage's to choose. */
  buckets: { prompts: string; recordings: string };
  userPool: string;
  userPoolClient: string;
  httpApi: string;
  webSocketApi: string;
  /** CloudFormation exports of infra, none of which is ever replaced. */
  exports: {
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
  objects: { prompts: Arn; recordings: Arn };
  transcriptionJobs: Arn;
  /** The form that `SourceArn` of a resource policy has, too. */
  sipMediaApplication: Arn;
  /** The same for Connect. */
  connectInstance: Arn;
}

export function namesOf(stage: string, bucketPrefix: string): Names {
  const name = (what: string) => `patchbay-${stage}-${what}`;
  return {
    tables: ofEach((table) => name(table)),
    buckets: { prompts: `${bucketPrefix}-${stage}-prompts`, recordings: `${bucketPrefix}-${stage}-recordings` },
    userPool: name('users'),
    userPoolClient: name('browser'),
    httpApi: name('http'),
    webSocketApi: name('live'),
    exports: {
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

export function arnsOf({ tables, buckets, exports }: Names): Arns {
  const own = (service: string, resource: string) =>
    `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
  const table = (name: string) => ({ 'Fn::Sub': own('dynamodb', `table/${name}`) });
  const objects = (bucket: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucket}/*` });
  return {
    tables: ofEach((name) => table(tables[name])),
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
    objects: { prompts: objects(buckets.prompts), recordings: objects(buckets.recordings) },
    transcriptionJobs: { 'Fn::Sub': own('transcribe', 'transcription-job/ivr_*') },
    sipMediaApplication: {
      'Fn::Sub': [own('chime', 'sma/${Id}'), { Id: { 'Fn::ImportValue': exports.sipMediaApplicationId } }],
    },
    connectInstance: {
      'Fn::Sub': [own('connect', 'instance/${Id}'), { Id: { 'Fn::ImportValue': exports.connectInstanceId } }],
    },
  };
}

function ofEach<T>(value: (table: TableName) => T): Record<TableName, T> {
  return Object.fromEntries(TABLES.map((table) => [table, value(table)])) as Record<TableName, T>;
}
