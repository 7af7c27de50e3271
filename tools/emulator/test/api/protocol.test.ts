import { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { afterEach, expect, test } from '@jest/globals';
import { models, type ServiceName } from '../../src/api/model/model.ts';
import { meetingsOperations } from '../../src/api/operations/meetings/table.ts';
import { voiceOperations } from '../../src/api/operations/voice/table.ts';
import { UNKNOWN_CONNECTOR, UNKNOWN_ID } from './helpers.ts';
import { failureOf, send } from './send.ts';
import { startWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const request = async (method: string, path: string, body?: string) => {
  const response = await fetch(world.url + path, { method, ...(body !== undefined && { body }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? '' : (JSON.parse(text) as unknown) };
};

const emulated = { voice: voiceOperations, meetings: meetingsOperations };
const notEmulated = (['voice', 'meetings'] as const).flatMap((service) =>
  Object.keys(models[service].operations)
    .filter((operation) => !(operation in emulated[service]))
    .map((operation): [ServiceName, string] => [service, operation]),
);

test.each(notEmulated)('%s %s says that it is not emulated', async (service, operation) => {
  world = await startWorld();
  const ids = {
    MeetingId: UNKNOWN_ID,
    VoiceConnectorId: UNKNOWN_CONNECTOR,
    ProxySessionId: 'x',
    VoiceProfileId: 'x',
    VoiceProfileDomainId: 'x',
    SpeakerSearchTaskId: 'x',
    VoiceToneAnalysisTaskId: 'x',
    IsCaller: true,
  };
  const failure = await failureOf(send(world, service, operation, ids));
  expect(failure).toMatchObject({ name: 'UnsupportedOperationException', status: 501 });
  expect(failure.message).toContain(`${operation} is not emulated`);
});

test.each([
  ['GET', '/'],
  ['GET', '/nowhere'],
  ['PATCH', '/sip-rules'],
  ['POST', '/phone-numbers/%2B12065550100?operation=paint'],
  ['GET', '/search'],
  ['GET', '//'],
  ['GET', '/sip-rules/%E0%A4%A'],
])('%s %s is no operation', async (method, path) => {
  world = await startWorld();
  const { status, headers, body } = await request(method, path);
  expect([status, headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
  expect(body).toMatchObject({ Code: 'UnknownOperation', Message: expect.stringContaining(method) });
});

test('an error has its name in a header, and code and message in the body', async () => {
  world = await startWorld();
  const { status, headers, body } = await request('GET', '/sip-rules/none');
  expect(status).toBe(404);
  expect(headers.get('x-amzn-errortype')).toBe('NotFoundException');
  expect(headers.get('content-type')).toBe('application/json');
  const message = 'There is no SIP rule none';
  const RequestId = headers.get('x-amzn-requestid');
  expect(body).toEqual({ Code: 'NotFound', Message: message, message, RequestId });
});

test.each([
  ['{', /not JSON/],
  ['[]', /must be a JSON object/],
  ['', /'name'.*must not be null/],
  ['{"Name": null}', /'name'.*must not be null/],
  ['{"Name": 7}', /'7' at 'name'.*must be a string/],
  ['{"Name": "a", "Disabled": "no"}', /'disabled'.*must be a boolean/],
  ['{"Name": "a", "TargetApplications": {}}', /'targetApplications'.*must be a list/],
  ['{"Name": "a", "TargetApplications": [1]}', /'targetApplications\.1\.member'.*must be an object/],
  ['{"Name": "a", "TargetApplications": [null]}', /'targetApplications\.1\.member'.*must not be null/],
  ['{"Name": "a", "TargetApplications": [{"Priority": 1.5}]}', /'targetApplications\.1\.member\.priority'.*an integer/],
])('the body %s is a bad request', async (text, message) => {
  world = await startWorld();
  const { status, body } = await request('PUT', '/sip-rules/none', text);
  expect(status).toBe(400);
  expect(body).toMatchObject({ Code: 'BadRequest', Message: expect.stringMatching(message) });
});

test('several mistakes are told at once, and secret values are not repeated', async () => {
  world = await startWorld();
  const body = JSON.stringify({ FromPhoneNumber: 'me', ToPhoneNumber: 'you', ArgumentsMap: { a: 1 } });
  const { body: answer } = await request('POST', '/sip-media-applications/x/calls', body);
  const { Message } = answer as { Message: string };
  expect(Message).toMatch(/^3 validation errors detected: Value at 'fromPhoneNumber'.*; Value at 'toPhoneNumber'.*; /);
  expect(Message).not.toMatch(/'me'|'you'/);
});

test('a body that is too large is refused, and the server lives on', async () => {
  world = await startWorld();
  const { status, headers } = await request('POST', '/sip-rules', 'x'.repeat(1024 * 1024 + 1));
  expect([status, headers.get('x-amzn-errortype')]).toEqual([413, 'RequestEntityTooLargeException']);
  expect((await request('GET', '/sip-rules')).body).toEqual({ SipRules: [] });
});

test('a query number that is none is a bad request', async () => {
  world = await startWorld();
  const { body } = await request('GET', '/sip-rules?max-results=many');
  expect(body).toMatchObject({ Message: expect.stringMatching(/'many' at 'maxResults'.*must be an integer/) });
});

test('both services answer under a prefix too', async () => {
  world = await startWorld({ prefixes: { voice: '/voice', meetings: '/meetings' } });
  await world.rule(await world.number(), await world.application());
  const MeetingId = await world.meeting();
  await world.attendee(MeetingId);
  const { Meeting } = await world.meetings.getMeeting({ MeetingId });
  const ResourceARN = Meeting?.MeetingArn;
  await world.meetings.tagResource({ ResourceARN, Tags: [{ Key: 'a', Value: 'b' }] });
  expect((await world.meetings.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  expect(await failureOf(world.voice.listTagsForResource({ ResourceARN }))).toMatchObject({
    name: 'NotFoundException',
  });
});

test('clients find the emulator by the environment alone', async () => {
  world = await startWorld();
  const environment = {
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: world.url,
    AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: world.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  const voice = new ChimeSDKVoice({ maxAttempts: 1 });
  const meetings = new ChimeSDKMeetings({ maxAttempts: 1 });
  try {
    expect((await voice.listSipRules({})).SipRules).toEqual([]);
    expect(await failureOf(meetings.getMeeting({ MeetingId: UNKNOWN_ID }))).toMatchObject({
      name: 'NotFoundException',
    });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    voice.destroy();
    meetings.destroy();
  }
});

test('every request is reported with its outcome', async () => {
  world = await startWorld();
  await world.voice.listSipRules({ MaxResults: 5 });
  await failureOf(world.voice.getSipRule({ SipRuleId: 'none' }));
  expect(world.apiCalls).toMatchObject([
    { service: 'voice', operation: 'ListSipRules', input: { MaxResults: 5 }, status: 200, output: { SipRules: [] } },
    { operation: 'GetSipRule', status: 404, error: { name: 'NotFoundException' } },
  ]);
});

test('a failure inside is a 500 with a reason, not a closed connection', async () => {
  const fail = (): never => {
    throw new TypeError('boom');
  };
  world = await startWorld({ calls: { create: fail, update: fail } });
  const SipMediaApplicationId = await world.application();
  const update = { SipMediaApplicationId, TransactionId: UNKNOWN_ID, Arguments: {} };
  expect(await failureOf(world.voice.updateSipMediaApplicationCall(update))).toEqual({
    name: 'ServiceFailureException',
    status: 500,
    message: 'The emulator failed: boom',
  });
});
