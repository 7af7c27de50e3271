import type { RunningEmulator } from '@patchbay/emulator';
import { awsJson } from './aws-json.ts';

/** How to list what there is of a kind, and how its names look in the answer. */
interface Kind {
  kind: string;
  list(endpoint: string): Promise<string>;
  names: RegExp;
}

const VERSIONS = { cloudformation: '2010-05-15', iam: '2010-05-08', monitoring: '2010-08-01', sns: '2010-03-31' };

const kinds: readonly Kind[] = [
  { kind: 'stack', list: query('cloudformation', 'DescribeStacks'), names: /<StackName>([^<]+)/g },
  { kind: 'function', list: get('/2015-03-31/functions'), names: /"FunctionName": *"([^"]+)"/g },
  { kind: 'role', list: query('iam', 'ListRoles'), names: /<RoleName>([^<]+)/g },
  { kind: 'table', list: json('DynamoDB_20120810.ListTables'), names: /"(patchbay-[^"]+)"/g },
  { kind: 'bucket', list: get('/', 's3'), names: /<Name>([^<]+)/g },
  {
    kind: 'user pool',
    list: json('AWSCognitoIdentityProviderService.ListUserPools', { MaxResults: 60 }),
    names: /"Name":"?([^"]+)"/g,
  },
  { kind: 'API', list: get('/v2/apis'), names: /"apiId": *"([^"]+)"/g },
  { kind: 'log group', list: json('Logs_20140328.DescribeLogGroups'), names: /"logGroupName": *"([^"]+)"/g },
  { kind: 'rule', list: json('AWSEvents.ListRules'), names: /"Name": *"([^"]+)"/g },
  { kind: 'queue', list: json('AmazonSQS.ListQueues'), names: /[/]([^"/]+)"/g },
  { kind: 'topic', list: query('sns', 'ListTopics'), names: /<TopicArn>([^<]+)/g },
  { kind: 'alarm', list: query('monitoring', 'DescribeAlarms'), names: /<AlarmName>([^<]+)/g },
  { kind: 'parameter', list: json('AmazonSSM.DescribeParameters'), names: /"Name": *"([^"]+)"/g },
  { kind: 'secret', list: json('secretsmanager.ListSecrets'), names: /"Name": *"([^"]+)"/g },
  { kind: 'e-mail identity', list: get('/v2/email/identities', 'ses'), names: /"IdentityName": *"([^"]+)"/g },
  {
    kind: 'distribution',
    list: get('/2020-05-31/distribution', 'cloudfront'),
    names: /<DomainName>([^<]+\.cloudfront\.net)/g,
  },
];

/** Everything that is in the account of MiniStack, as "kind name". */
export async function inventory(endpoint: string): Promise<string[]> {
  const found = await Promise.all(
    kinds.map(async ({ kind, list, names }) =>
      [...(await list(endpoint)).matchAll(names)].map(([, name]) => `${kind} ${name}`),
    ),
  );
  return found.flat().sort();
}

/** The same of the emulator. Numbers that were given back stay a week in the deletion queue: they are nobody's. */
export function voiceInventory({ directory, meetings }: Pick<RunningEmulator, 'directory' | 'meetings'>): string[] {
  const { numbers, applications, rules, voiceConnectors, groups } = directory.export();
  const kept = Object.values(numbers).filter(({ Status }) => Status !== 'ReleaseInProgress');
  return [
    ...kept.map(({ E164PhoneNumber }) => `number ${E164PhoneNumber}`),
    ...Object.values(applications).map(({ Name, messageLogs }) => {
      return `SIP media application ${Name}, message logs ${messageLogs ? 'on' : 'off'}`;
    }),
    ...Object.values(rules).map(({ Name }) => `SIP rule ${Name}`),
    ...Object.values(voiceConnectors).map(({ Name }) => `Voice Connector ${Name}`),
    ...Object.values(groups).map(({ Name }) => `Voice Connector group ${Name}`),
    ...Object.keys(meetings.export().meetings).map((id) => `meeting ${id}`),
  ].sort();
}

function json(target: string, input: object = {}): Kind['list'] {
  return async (endpoint) => JSON.stringify(await awsJson(endpoint, target, input));
}

/** A request whose service MiniStack knows by the signature. */
function get(path: string, service?: string): Kind['list'] {
  return (endpoint) => send(`${endpoint}${path}`, service);
}

function query(service: keyof typeof VERSIONS, action: string): Kind['list'] {
  return (endpoint) => send(`${endpoint}/?Action=${action}&Version=${VERSIONS[service]}`, service);
}

async function send(url: string, service: string | undefined): Promise<string> {
  const scope = `Credential=rehearsal/20260101/us-east-1/${service}/aws4_request`;
  const headers =
    service === undefined ? {} : { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return text;
}
