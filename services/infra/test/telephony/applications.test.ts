/** What is particular to SIP media applications, what is attached to them, rules, Voice Connectors and settings. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aConnector, anApplication, aNumber } from './kinds.ts';
import { HANDLER, STAND_IN, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

const endpointOf = (id: string) => world.directory.applications.get(id).Endpoints[0]?.LambdaArn;

describe('an application', () => {
  const TYPE = 'Custom::SipMediaApplication';
  const properties = { Name: 'patchbay-test', StandInArn: STAND_IN, MessageLogging: false };

  test('that the account has already is used as it is, and stays', async () => {
    const ExistingId = await anApplication(world);
    const before = structuredClone(world.directory.applications.get(ExistingId));
    const { answer, id, remove } = await world.cloud.create('Used', TYPE, { ...properties, ExistingId });
    expect([answer.Status, id]).toEqual(['SUCCESS', ExistingId]);
    await remove();
    expect(world.directory.applications.get(ExistingId)).toEqual(before);
  });

  test('that the account has not got can not be used', async () => {
    const ExistingId = '00000000-dead-4bad-8bad-000000000000';
    const { answer } = await world.cloud.create('Used', TYPE, { ...properties, ExistingId });
    expect(answer.Reason).toBe(
      `ExistingId is "${ExistingId}": this account has no such SIP media application in us-east-1`,
    );
  });

  test('keeps the function that is attached to it when it is changed', async () => {
    const { id } = await world.cloud.create('App', TYPE, properties);
    world.directory.applications.update({ SipMediaApplicationId: id, Endpoints: [{ LambdaArn: HANDLER }] });
    await world.cloud.update('App', TYPE, id, properties, { ...properties, Name: 'other', MessageLogging: true });
    expect(endpointOf(id)).toBe(HANDLER);
    expect(world.directory.applications.get(id)).toMatchObject({
      Name: expect.stringMatching(/^other [0-9a-f]{12}$/),
      messageLogs: true,
    });
  });

  test('is logged once the policy of the logs is seen', async () => {
    let refused = 0;
    world.faults(({ operation }) =>
      operation === 'PutSipMediaApplicationLoggingConfiguration' && refused++ < 3
        ? { error: 'ForbiddenException' }
        : undefined,
    );
    const { answer, id } = await world.cloud.create('App', TYPE, { ...properties, MessageLogging: true });
    expect(answer.Status).toBe('SUCCESS');
    expect(world.directory.applications.get(id).messageLogs).toBe(true);
  });
});

describe('a function that is attached', () => {
  const TYPE = 'Custom::SipMediaApplicationEndpoint';

  test('is the one behind the application until it is taken away', async () => {
    const id = await anApplication(world);
    const attached = { SipMediaApplicationId: id, FunctionArn: HANDLER, StandInArn: STAND_IN };
    const endpoint = await world.cloud.create('Endpoint', TYPE, attached);
    expect([endpoint.id, endpointOf(id)]).toEqual([`${id}/endpoint`, HANDLER]);
    await endpoint.remove();
    expect(endpointOf(id)).toBe(STAND_IN);
  });

  test('leaves another function where it is', async () => {
    const id = await anApplication(world);
    const attached = { SipMediaApplicationId: id, FunctionArn: HANDLER, StandInArn: STAND_IN };
    const endpoint = await world.cloud.create('Endpoint', TYPE, attached);
    world.directory.applications.update({ SipMediaApplicationId: id, Endpoints: [{ LambdaArn: `${HANDLER}-mine` }] });
    await endpoint.remove();
    expect(endpointOf(id)).toBe(`${HANDLER}-mine`);
  });
});

describe('a rule', () => {
  const TYPE = 'Custom::SipRule';
  const rule = (TriggerValue: string, SipMediaApplicationId: string) => ({
    ...{ Name: 'main', TriggerType: 'ToPhoneNumber', TriggerValue, SipMediaApplicationId },
  });

  test('waits for a number that is not ready', async () => {
    const application = await anApplication(world);
    const number = '+12065550177';
    world.directory.orders.create({ ProductType: 'SipMediaApplicationDialIn', E164PhoneNumbers: [number] });
    const { answer } = await world.cloud.create('Rule', TYPE, rule(number, application));
    expect(answer.Status).toBe('SUCCESS');
    expect(world.directory.numbers.get(number).Status).toBe('Assigned');
  });

  test('is another for another number, whose calls it leads as soon as there is one', async () => {
    const application = await anApplication(world);
    const [first, second] = [await aNumber(world), await aNumber(world, { Name: 'other' }, 'Other')];
    const { id } = await world.cloud.create('Rule', TYPE, rule(first, application));
    const changes = [rule(first, application), rule(second, application)] as const;
    const { PhysicalResourceId } = await world.cloud.update('Rule', TYPE, id, ...changes);
    expect(PhysicalResourceId).not.toBe(id);
    const rules = world.directory.rules.list({}).items;
    expect(rules.map(({ TriggerValue, Disabled }) => [TriggerValue, Disabled])).toEqual([[second, false]]);
  });

  test('leads calls through a Voice Connector', async () => {
    const application = await anApplication(world);
    const host = `${await aConnector(world)}.voiceconnector.chime.aws`;
    const wanted = { ...rule(host, application), TriggerType: 'RequestUriHostname' };
    expect((await world.cloud.create('Rule', TYPE, wanted)).answer.Status).toBe('SUCCESS');
  });

  test('is not made for a number that the account has not got, or that is of Voice Connectors', async () => {
    const application = await anApplication(world);
    const started = world.clock.now();
    const unknown = await world.cloud.create('Rule', TYPE, rule('+12065550199', application));
    expect(unknown.answer.Reason).toBe('TriggerValue is "+12065550199": this account has no such phone number');
    expect(world.clock.now()).toBe(started);
    const number = await aNumber(world, { ProductType: 'VoiceConnector' });
    const other = await world.cloud.create('Rule', TYPE, rule(number, application));
    expect(other.answer.Reason).toMatch(/product type is VoiceConnector, and has to be SipMediaApplicationDialIn$/);
  });

  test.each([
    [{ TriggerValue: '2065550100' }, /TriggerValue is "2065550100": must be an E.164 number/],
    [
      { TriggerType: 'RequestUriHostname', TriggerValue: 'pbx.example.com' },
      /TriggerValue is "pbx.example.com": must be the host name of a Voice Connector/,
    ],
    [{ SipMediaApplicationId: 'mine' }, /SipMediaApplicationId is "mine": must be the id of a SIP media application/],
  ])('of %j is refused', async (change, reason) => {
    const properties = { ...rule('+12065550100', '00000000-0000-4000-8000-000000000000'), ...change };
    expect((await world.cloud.create('Rule', TYPE, properties)).answer.Reason).toMatch(reason);
  });
});

describe('a Voice Connector', () => {
  const TYPE = 'Custom::VoiceConnector';
  const bare = { Name: 'pbx', RequireEncryption: true };
  const full = {
    ...bare,
    Termination: { CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'], CpsLimit: 1 },
    Origination: { Routes: [{ Host: 'pbx.example.com', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 2 }] },
    Streaming: { DataRetentionInHours: 24, Targets: ['EventBridge', 'SQS'] },
    Logging: { SipMessages: true, MediaMetrics: true },
  };

  test('has all that it is to have, and nothing that is taken away', async () => {
    const { answer, id } = await world.cloud.create('Connector', TYPE, full);
    expect(answer.Data).toEqual({
      Arn: `arn:aws:chime:us-east-1:111122223333:vc/${id}`,
      OutboundHostName: `${id}.voiceconnector.chime.aws`,
    });
    const connector = () => world.directory.voiceConnectors.get(id);
    expect(connector()).toMatchObject({
      RequireEncryption: true,
      termination: { CpsLimit: 1, CallingRegions: ['US'], CidrAllowedList: ['203.0.113.8/32'], Disabled: false },
      origination: { Routes: full.Origination.Routes, Disabled: false },
      streaming: {
        DataRetentionInHours: 24,
        Disabled: false,
        StreamingNotificationTargets: [{ NotificationTarget: 'EventBridge' }, { NotificationTarget: 'SQS' }],
      },
      logging: { EnableSIPLogs: true, EnableMediaMetricLogs: true },
    });

    await world.cloud.update('Connector', TYPE, id, full, { ...bare, RequireEncryption: false });
    expect(connector()).toMatchObject({
      RequireEncryption: false,
      logging: { EnableSIPLogs: false, EnableMediaMetricLogs: false },
    });
    for (const part of ['termination', 'origination', 'streaming']) expect(connector()).not.toHaveProperty(part);
  });

  test('gets numbers, and loses those that it is not to have any more', async () => {
    const VoiceConnectorId = await aConnector(world);
    const product = { ProductType: 'VoiceConnector' };
    const [one, two] = [await aNumber(world, product), await aNumber(world, { ...product, Name: 'two' }, 'Two')];
    const numbers = (...Numbers: string[]) => ({ VoiceConnectorId, Numbers });
    const of = (number: string) => world.directory.numbers.get(number).Associations.map(({ Value }) => Value);
    const NUMBERS = 'Custom::VoiceConnectorNumbers';
    const { id, remove } = await world.cloud.create('Numbers', NUMBERS, numbers(one));
    expect(id).toBe(`${VoiceConnectorId}/numbers`);
    await world.cloud.update('Numbers', NUMBERS, id, numbers(one), numbers(two));
    expect([of(one), of(two)]).toEqual([[], [VoiceConnectorId]]);

    const other = await world.cloud.create('Other', TYPE, { ...bare, Name: 'other' });
    const theirs = { VoiceConnectorId: other.id, Numbers: [two] };
    const taken = await world.cloud.create('Theirs', NUMBERS, theirs);
    expect(taken.answer.Reason).toMatch(/^Not all numbers of the Voice Connector could be associated: \+1206/);
    expect((await remove()).Status).toBe('SUCCESS');
  });
});

test('what is found out is written, changed and deleted', async () => {
  const TYPE = 'Custom::Settings';
  const SipMediaApplicationId = '00000000-0000-4000-8000-000000000000';
  const before = {
    Issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3',
    ClientId: 'client',
    SipMediaApplicationId,
    CallerId: '+12065550100',
    NumberFlows: [{ Number: '+12065550100', Flow: 'ivr' }],
  };
  const { id, remove } = await world.cloud.create('Settings', TYPE, before);
  expect(id).toBe('patchbay-test-settings');
  expect(world.written.settings).toMatchObject({
    signIn: { issuer: before.Issuer, clientId: 'client' },
    telephony: { sipMediaApplicationId: SipMediaApplicationId, callerId: '+12065550100' },
    numberFlows: { '+12065550100': 'ivr' },
  });
  const { CallerId: _callerId, ...after } = { ...before, NumberFlows: [] };
  await world.cloud.update('Settings', TYPE, id, before, after);
  expect(world.written.settings).toMatchObject({ numberFlows: {} });
  expect(world.written.settings).not.toHaveProperty('telephony');
  await remove();
  expect(world.written).toEqual({});
});
