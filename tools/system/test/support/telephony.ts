import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Patchbay, Scene } from '@patchbay/local';
import { applicationId } from './application.ts';

const FUNCTION = 'infra-dev-telephonyResources';

interface Answer {
  RequestId: string;
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId: string;
}

type Properties = Readonly<Record<string, unknown>>;
type Send = (request: string, type: string, properties: Properties, more?: object) => Promise<string>;

/** A stack with one of each custom resource is made, changed and deleted: what CloudFormation has the function do. */
export async function stackOfTelephony(scene: Scene, patchbay: Patchbay): Promise<void> {
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const answer = body as Answer;
      answers.set(answer.RequestId, answer);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { lambda, account } = patchbay.local.aws;

  async function send(RequestType: string, type: string, properties: Properties, more: object = {}): Promise<string> {
    const RequestId = randomUUID();
    const event = {
      ...{ RequestType, ResponseURL, RequestId, LogicalResourceId: type, ResourceType: `Custom::${type}` },
      StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/infra/1',
      ResourceProperties: properties,
      ...more,
    };
    lambda.invokeAsync(FUNCTION, JSON.stringify(event));
    // Numbers take their time to be acquired.
    await scene.until(`${RequestType} of ${type} is answered`, () => answers.has(RequestId), 10 * 60_000);
    const { Status, Reason, PhysicalResourceId = '' } = answers.get(RequestId) ?? {};
    scene.check(`${RequestType} of ${type}`, { Status, Reason }, { Status: 'SUCCESS' });
    return PhysicalResourceId;
  }

  try {
    const arnOf = (name: string) => `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`;
    const functions = { StandInArn: arnOf('infra-dev-standIn'), FunctionArn: arnOf('sma-handler-dev-handler') };
    await trunk(send);
    await number(send, functions);
    await found(send, applicationId(patchbay));
  } finally {
    server.close();
  }
}

/** A Voice Connector with everything, with nothing, and with a number. */
async function trunk(send: Send): Promise<void> {
  const plain = { Name: 'seldom', RequireEncryption: 'true' };
  const whole = {
    ...plain,
    Termination: { CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'], CpsLimit: '1' },
    Origination: { Routes: [{ Host: 'pbx.example.com', Port: '5061', Protocol: 'TCP', Priority: '1', Weight: '1' }] },
    Streaming: { DataRetentionInHours: '24', Targets: ['EventBridge'] },
    Logging: { SipMessages: 'true', MediaMetrics: 'false' },
  };
  const [PhysicalResourceId = ''] = await twice(() => send('Create', 'VoiceConnector', whole));
  const update = { PhysicalResourceId, OldResourceProperties: whole };
  // Both instances of the function run by now, so that one is sure to find the other at it.
  await twice(() => send('Update', 'VoiceConnector', plain, update));
  const search = { Name: 'trunk', ProductType: 'VoiceConnector', AreaCode: '206' };
  const acquired = await send('Create', 'PhoneNumber', search);
  const numbers = { VoiceConnectorId: PhysicalResourceId, Numbers: [acquired] };
  const given = await send('Create', 'VoiceConnectorNumbers', numbers);
  await send('Delete', 'VoiceConnectorNumbers', numbers, { PhysicalResourceId: given });
  await send('Delete', 'PhoneNumber', search, { PhysicalResourceId: acquired });
  await send('Delete', 'VoiceConnector', plain, { PhysicalResourceId });
}

/** As Lambda may invoke a function, at once. */
const twice = <T>(act: () => Promise<T>): Promise<T[]> => Promise.all([act(), act()]);

/** A SIP media application with a number, and the function that is attached to it. */
async function number(send: Send, { StandInArn, FunctionArn }: { StandInArn: string; FunctionArn: string }) {
  const application = { Name: 'seldom', StandInArn, MessageLogging: 'true' };
  const SipMediaApplicationId = await send('Create', 'SipMediaApplication', application);
  const made = { PhysicalResourceId: SipMediaApplicationId };
  const renamed = { ...application, Name: 'renamed' };
  await send('Update', 'SipMediaApplication', renamed, { ...made, OldResourceProperties: application });
  const endpoint = { SipMediaApplicationId, StandInArn, FunctionArn };
  const attached = await send('Create', 'SipMediaApplicationEndpoint', endpoint);
  const search = { Name: 'main', ProductType: 'SipMediaApplicationDialIn', AreaCode: '425' };
  const TriggerValue = await send('Create', 'PhoneNumber', search);
  const rule = { Name: 'main', TriggerType: 'ToPhoneNumber', TriggerValue, SipMediaApplicationId };
  const ruled = await send('Create', 'SipRule', rule);
  await send('Delete', 'SipRule', rule, { PhysicalResourceId: ruled });
  await send('Delete', 'PhoneNumber', search, { PhysicalResourceId: TriggerValue });
  await send('Delete', 'SipMediaApplicationEndpoint', endpoint, { PhysicalResourceId: attached });
  await send('Delete', 'SipMediaApplication', renamed, made);
}

/** What functions look up. It is gone afterwards, as when infra is removed. */
async function found(send: Send, SipMediaApplicationId: string): Promise<void> {
  const settings = { Issuer: 'https://example.com', ClientId: 'client', SipMediaApplicationId };
  const PhysicalResourceId = await send('Create', 'Settings', settings);
  await send('Delete', 'Settings', settings, { PhysicalResourceId });
}
