import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from './send.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('a call goes to the targets of the enabled rule, lowest priority first', async () => {
  const number = await world.number();
  const east = await world.application();
  const west = await world.application('us-west-2');
  const { SipRule } = await world.voice.createSipRule({
    Name: 'main',
    TriggerType: 'ToPhoneNumber',
    TriggerValue: number,
    TargetApplications: [
      { SipMediaApplicationId: east, Priority: 9, AwsRegion: 'us-east-1' },
      { SipMediaApplicationId: west, Priority: 2, AwsRegion: 'us-west-2' },
    ],
  });
  const route = world.directory.route({ number });
  expect(route.map(({ application }) => application.sipMediaApplicationId)).toEqual([west, east]);
  expect(route[0]).toEqual({
    sipRuleId: SipRule?.SipRuleId,
    application: {
      sipMediaApplicationId: west,
      functionArn: 'arn:aws:lambda:us-west-2:111122223333:function:ivr',
      region: 'us-west-2',
    },
  });
});

test('a disabled rule takes no calls, and its number can be another rule no more than before', async () => {
  const number = await world.number();
  const application = await world.application();
  const SipRuleId = await world.rule(number, application);
  await world.voice.updateSipRule({ SipRuleId, Name: 'main', Disabled: true });
  expect(world.directory.route({ number })).toEqual([]);
  expect(await failureOf(world.rule(number, application))).toMatchObject({ name: 'ConflictException', status: 409 });

  await world.voice.updateSipRule({ SipRuleId, Name: 'main', Disabled: false });
  expect(world.directory.route({ number })).toHaveLength(1);
});

test('an update moves the calls to other targets and leaves the rest as it was', async () => {
  const number = await world.number();
  const SipRuleId = await world.rule(number, await world.application());
  const other = await world.application();
  const updated = await world.voice.updateSipRule({
    SipRuleId,
    Name: 'main',
    TargetApplications: [{ SipMediaApplicationId: other, Priority: 1, AwsRegion: 'us-east-1' }],
  });
  expect(updated.SipRule).toMatchObject({ Disabled: false, TriggerType: 'ToPhoneNumber', TriggerValue: number });
  expect(world.directory.route({ number })[0]?.application.sipMediaApplicationId).toBe(other);
});

test("a Voice Connector's host leads to an application", async () => {
  const { VoiceConnector } = await world.voice.createVoiceConnector({ Name: 'trunk', RequireEncryption: false });
  const host = VoiceConnector?.OutboundHostName ?? '';
  const SipMediaApplicationId = await world.application();
  await world.voice.createSipRule({
    Name: 'pbx',
    TriggerType: 'RequestUriHostname',
    TriggerValue: host.toUpperCase(),
    TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' }],
  });
  expect(world.directory.route({ host })[0]?.application.sipMediaApplicationId).toBe(SipMediaApplicationId);
  expect(world.directory.route({ host: 'pbx.example.com' })).toEqual([]);
});

test('what one thing needs of another is taken down in order', async () => {
  const number = await world.number();
  const SipMediaApplicationId = await world.application();
  const SipRuleId = await world.rule(number, SipMediaApplicationId);

  await world.voice.updateSipRule({ SipRuleId, Name: 'main', Disabled: true });
  await world.voice.deleteSipRule({ SipRuleId });
  await world.voice.deleteSipMediaApplication({ SipMediaApplicationId });
  await world.voice.deletePhoneNumber({ PhoneNumberId: number });

  expect((await world.voice.listSipRules({})).SipRules).toEqual([]);
  expect((await world.voice.listSipMediaApplications({})).SipMediaApplications).toEqual([]);
});

test('rules are listed by application', async () => {
  const first = await world.application();
  const second = await world.application();
  const SipRuleId = await world.rule(await world.number(), first);
  await world.rule(await world.number('+12065550101'), second);
  const { SipRules } = await world.voice.listSipRules({ SipMediaApplicationId: first });
  expect(SipRules?.map((rule) => rule.SipRuleId)).toEqual([SipRuleId]);
});
