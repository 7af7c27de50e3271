import { routeOf } from '@patchbay/emulator';
import type { FunctionRequest } from '@patchbay/local';
import type { Right } from './right.ts';

interface Asked extends FunctionRequest {
  /** The beginning of the ARNs of the service, in the region that was asked. */
  arn: string;
  /** Of `X-Amz-Target`; empty in the REST protocols. */
  operation: string;
  /** The body, when it is JSON. */
  input: Readonly<Record<string, string | undefined>>;
  path: string;
}

/** What AWS checks, by the name that the service has in signatures, which is nearly always its name in IAM. */
const services: Readonly<Record<string, (asked: Asked) => Right[]>> = {
  chime,
  dynamodb: ({ arn, operation, input: { TableName = '', IndexName } }) => {
    const index = IndexName === undefined ? '' : `/index/${IndexName}`;
    return [{ action: `dynamodb:${operation}`, resource: `${arn}:table/${TableName}${index}` }];
  },
  'execute-api': ({ arn, path }) => [
    // DELETE is another method of the resource, GET too.
    { action: 'execute-api:ManageConnections', resource: `${arn}:${LOCAL_API}/${LOCAL_API}/POST${path}` },
  ],
  s3,
  secretsmanager: ({ arn, operation, input: { SecretId = '' } }) => [
    // Secrets Manager adds six characters to a name.
    {
      action: `secretsmanager:${operation}`,
      resource: SecretId.startsWith('arn:') ? SecretId : `${arn}:secret:${SecretId}-AbCdEf`,
    },
  ],
  ses,
  sqs: ({ arn, operation, input: { QueueUrl = '', QueueName = QueueUrl.split('/').at(-1) } }) => [
    // Batches have no actions of their own.
    { action: `sqs:${operation.replace(/Batch$/, '')}`, resource: `${arn}:${QueueName}` },
  ],
  transcribe: ({ arn, operation, input }) => [
    { action: `transcribe:${operation}`, resource: `${arn}:transcription-job/${input['TranscriptionJobName']}` },
    ...(operation === 'StartTranscriptionJob' ? asTranscribe(input) : []),
  ],
};

/** The name and the stage of the WebSocket API here. */
export const LOCAL_API = 'local';

/**
 * The rights that a request needs in AWS.
 * @throws when it is of a service that is not known here
 */
export function usedBy(request: FunctionRequest, accountId: string): Right[] {
  const { url, headers, body } = request;
  const [, region, service = ''] =
    /Credential=[^/]+\/\d+\/([^/]*)\/([^/]+)\//.exec(headers['authorization'] ?? '') ?? [];
  const rightsOf = Object.hasOwn(services, service) ? services[service] : undefined;
  if (!rightsOf) throw unknown(request, service);
  const [, operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  return rightsOf({
    ...request,
    arn: `arn:aws:${service}:${region}:${accountId}`,
    operation,
    input: body.startsWith('{') ? (JSON.parse(body) as Asked['input']) : {},
    path: decodeURIComponent(url.split('?')[0] ?? ''),
  });
}

/** The parameters of paths that name a resource; an operation without one is about what AWS has no resource for. */
const CHIME_RESOURCES = { meetingid: 'meeting', sipmediaapplicationid: 'sma', voiceconnectorid: 'vc' };

function chime(asked: Asked): Right[] {
  const route = routeOf(asked);
  if (!route) throw new Error(`Chime has no ${asked.method} ${asked.url}.`);
  const [resource = '*'] = Object.entries(route.path).flatMap(([name, id]) =>
    Object.entries(CHIME_RESOURCES).flatMap(([known, type]) =>
      known === name.toLowerCase() ? [`${asked.arn}:${type}/${id}`] : [],
    ),
  );
  const more = Object.hasOwn(asChime, route.operation) ? asChime[route.operation]?.(asked) : undefined;
  return [{ action: `chime:${route.operation}`, resource }, ...(more ?? [])];
}

/** To deliver logs, which AWS has no resource for. */
const LOG_DELIVERY = [
  ...['CreateLogDelivery', 'DeleteLogDelivery', 'GetLogDelivery', 'ListLogDeliveries', 'UpdateLogDelivery'],
  ...['DescribeLogGroups', 'DescribeResourcePolicies', 'PutResourcePolicy'],
].map((action) => ({ action: `logs:${action}`, resource: '*' }));

/** What Chime does in the name of whoever asks, by operation. */
const asChime: Readonly<Record<string, (asked: Asked) => Right[]>> = {
  CreateSipMediaApplication: toBeInvoked,
  UpdateSipMediaApplication: toBeInvoked,
  PutSipMediaApplicationLoggingConfiguration: () => LOG_DELIVERY,
  PutVoiceConnectorLoggingConfiguration: () => LOG_DELIVERY,
  // Of Voice Connectors, which it makes when the first is to stream.
  PutVoiceConnectorStreamingConfiguration: ({ arn }) => [
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: `arn:aws:iam::${arn.split(':')[4]}:role/aws-service-role/voiceconnector.chime.amazonaws.com/AWSServiceRoleForAmazonChimeVoiceConnector`,
    },
  ],
};

/** It sees to its own permission to invoke the function. */
function toBeInvoked({ body }: Asked): Right[] {
  const { Endpoints = [] } = JSON.parse(body) as { Endpoints?: readonly { LambdaArn: string }[] };
  return Endpoints.flatMap(({ LambdaArn: resource }) =>
    ['lambda:AddPermission', 'lambda:GetPolicy'].map((action) => ({ action, resource })),
  );
}

const S3_ACTIONS: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** Objects, and the list of a bucket. */
function s3(asked: Asked): Right[] {
  const { method, path, headers } = asked;
  const [bucket = '', ...key] = path.slice(1).split('/');
  const resource = `arn:aws:s3:::${bucket}`;
  if (key.join('/') === '') return [{ action: 's3:ListBucket', resource }];
  const action = S3_ACTIONS[method];
  if (action === undefined) throw unknown(asked, 's3');
  const source = headers['x-amz-copy-source'];
  return [
    { action, resource: `${resource}/${key.join('/')}` },
    ...(source === undefined
      ? []
      : [{ action: 's3:GetObject', resource: `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '')}` }]),
  ];
}

interface SesMessage {
  FromEmailAddress?: string;
  ConfigurationSetName?: string;
  Content?: object;
}

/** SES knows a sender by its address, as the stage at hand has it, and checks what it sends with. */
function ses(asked: Asked): Right[] {
  const { arn, path, input } = asked;
  if (path !== '/v2/email/outbound-emails') throw unknown(asked, 'ses');
  const { FromEmailAddress: from = '', ConfigurationSetName: set, Content: content = {} } = input as SesMessage;
  // One operation, and an action for each kind of content.
  const action = 'Raw' in content ? 'ses:SendRawEmail' : 'ses:SendEmail';
  const [, address = from] = /<([^>]+)>$/.exec(from) ?? [];
  const resources = [`identity/${address}`];
  if (set !== undefined) resources.push(`configuration-set/${set}`);
  return resources.map((resource) => ({ action, resource: `${arn}:${resource}` }));
}

/** Amazon Transcribe reads the recording and writes the transcript as whoever starts the job. */
function asTranscribe(input: Readonly<Record<string, unknown>>): Right[] {
  const { MediaFileUri = '' } = input['Media'] as { MediaFileUri?: string };
  return [
    { action: 's3:GetObject', resource: MediaFileUri.replace('s3://', 'arn:aws:s3:::') },
    {
      action: 's3:PutObject',
      resource: `arn:aws:s3:::${String(input['OutputBucketName'])}/${String(input['OutputKey'])}`,
    },
  ];
}

function unknown({ method, url }: FunctionRequest, service: string): Error {
  return new Error(`What ${method} ${url} of ${service} needs is not known: add it in used.ts.`);
}
