import { expect, test } from '@jest/globals';
import type { FunctionRequest } from '@patchbay/local';
import { usedBy } from './used.ts';

const ACCOUNT = '000000000000';

function request(service: string, parts: Partial<FunctionRequest>, input?: object): FunctionRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20260105/us-west-2/${service}/aws4_request, Signature=0`;
  return {
    ...{ functionName: 'f', method: 'POST', url: '/', body: input ? JSON.stringify(input) : '' },
    ...parts,
    headers: { authorization, ...parts.headers },
  };
}

const called = (service: string, target: string, input: object): FunctionRequest =>
  request(service, { headers: { 'x-amz-target': target } }, input);
const url = (method: string, path: string) => ({ method, url: path });

test.each<[string, FunctionRequest, string[]]>([
  [
    'a table',
    called('dynamodb', 'DynamoDB_20120810.GetItem', { TableName: 'calls' }),
    ['dynamodb:GetItem arn:aws:dynamodb:us-west-2:000000000000:table/calls'],
  ],
  [
    'an index',
    called('dynamodb', 'DynamoDB_20120810.Query', { TableName: 'calls', IndexName: 'owner' }),
    ['dynamodb:Query arn:aws:dynamodb:us-west-2:000000000000:table/calls/index/owner'],
  ],
  ['a meeting to be made', request('chime', url('POST', '/meetings')), ['chime:CreateMeeting *']],
  [
    'a meeting to be made with attendees',
    request('chime', url('POST', '/meetings?operation=create-attendees')),
    ['chime:CreateMeetingWithAttendees *'],
  ],
  [
    'a meeting',
    request('chime', url('DELETE', '/meetings/m-1/attendees/a-1')),
    ['chime:DeleteAttendee arn:aws:chime:us-west-2:000000000000:meeting/m-1'],
  ],
  [
    'an application',
    request('chime', url('POST', '/sip-media-applications/s-1/calls/c-1')),
    ['chime:UpdateSipMediaApplicationCall arn:aws:chime:us-west-2:000000000000:sma/s-1'],
  ],
  [
    'a Voice Connector',
    request('chime', url('GET', '/voice-connectors/v-1')),
    ['chime:GetVoiceConnector arn:aws:chime:us-west-2:000000000000:vc/v-1'],
  ],
  [
    'an application whose function Chime is to invoke',
    request('chime', url('PUT', '/sip-media-applications/s-1'), { Endpoints: [{ LambdaArn: 'arn:f' }] }),
    [
      'chime:UpdateSipMediaApplication arn:aws:chime:us-west-2:000000000000:sma/s-1',
      'lambda:AddPermission arn:f',
      'lambda:GetPolicy arn:f',
    ],
  ],
  [
    'a connection',
    request('execute-api', url('POST', '/@connections/L0SM9c%3D')),
    ['execute-api:ManageConnections arn:aws:execute-api:us-west-2:000000000000:local/local/POST/@connections/L0SM9c='],
  ],
  ['an object', request('s3', url('GET', '/b/a/c%20d.wav?x-id=GetObject')), ['s3:GetObject arn:aws:s3:::b/a/c d.wav']],
  ['a bucket', request('s3', url('GET', '/b?list-type=2')), ['s3:ListBucket arn:aws:s3:::b']],
  [
    'a copy',
    request('s3', { ...url('PUT', '/b/to?x-id=CopyObject'), headers: { 'x-amz-copy-source': 'a/from' } }),
    ['s3:PutObject arn:aws:s3:::b/to', 's3:GetObject arn:aws:s3:::a/from'],
  ],
  [
    'a secret by its name',
    called('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId: 'key' }),
    ['secretsmanager:GetSecretValue arn:aws:secretsmanager:us-west-2:000000000000:secret:key-AbCdEf'],
  ],
  [
    'a secret by its ARN',
    called('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId: 'arn:x' }),
    ['secretsmanager:GetSecretValue arn:x'],
  ],
  [
    'e-mail',
    request('ses', url('POST', '/v2/email/outbound-emails'), {
      FromEmailAddress: 'Us <us@example.com>',
      ConfigurationSetName: 'set',
    }),
    ['identity/us@example.com', 'configuration-set/set'].map(
      (resource) => `ses:SendEmail arn:aws:ses:us-west-2:000000000000:${resource}`,
    ),
  ],
  [
    'e-mail as it is',
    request('ses', url('POST', '/v2/email/outbound-emails'), {
      FromEmailAddress: 'us@example.com',
      Content: { Raw: { Data: '' } },
    }),
    ['ses:SendRawEmail arn:aws:ses:us-west-2:000000000000:identity/us@example.com'],
  ],
  [
    'messages',
    called('sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/jobs' }),
    ['sqs:SendMessage arn:aws:sqs:us-west-2:000000000000:jobs'],
  ],
  [
    'a queue by its name',
    called('sqs', 'AmazonSQS.GetQueueUrl', { QueueName: 'jobs' }),
    ['sqs:GetQueueUrl arn:aws:sqs:us-west-2:000000000000:jobs'],
  ],
  [
    'a transcription, which reads and writes',
    called('transcribe', 'Transcribe.StartTranscriptionJob', {
      TranscriptionJobName: 'job',
      Media: { MediaFileUri: 's3://b/in.wav' },
      ...{ OutputBucketName: 'b', OutputKey: 'out.json' },
    }),
    [
      'transcribe:StartTranscriptionJob arn:aws:transcribe:us-west-2:000000000000:transcription-job/job',
      's3:GetObject arn:aws:s3:::b/in.wav',
      's3:PutObject arn:aws:s3:::b/out.json',
    ],
  ],
])('%s', (_what, asked, rights) => {
  expect(usedBy(asked, ACCOUNT).map(({ action, resource }) => `${action} ${resource}`)).toEqual(rights);
});

test.each([
  [request('polly', url('POST', '/v1/speech')), 'What POST /v1/speech of polly needs is not known'],
  [request('ses', url('GET', '/v2/email/account')), 'What GET /v2/email/account of ses needs is not known'],
  [request('chime', url('GET', '/nothing')), 'Chime has no GET /nothing'],
  [request('s3', url('PATCH', '/b/k')), 'What PATCH /b/k of s3 needs is not known'],
])('what is not known is said', (asked, message) => {
  expect(() => usedBy(asked, ACCOUNT)).toThrow(message);
});
