import { afterEach, expect, test } from '@jest/globals';
import { failureOf } from './send.ts';
import { startWorld, type World } from './world.ts';

const viaJson = (state: object): unknown => JSON.parse(JSON.stringify(state));
const worlds: World[] = [];
const start = async (): Promise<World> => {
  const world = await startWorld();
  worlds.push(world);
  return world;
};
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

test('an account moves to another emulator as JSON, with what is under way', async () => {
  const first = await start();
  const number = await first.number();
  await first.rule(number, await first.application());
  const E164PhoneNumbers = ['+12065550101'];
  await first.voice.createPhoneNumberOrder({ ProductType: 'SipMediaApplicationDialIn', E164PhoneNumbers });
  const MeetingId = await first.meeting();
  const { AttendeeId } = await first.attendee(MeetingId);

  const second = await start();
  second.directory.import(viaJson(first.directory.export()));
  second.registry.import(viaJson(first.registry.export()));

  expect(second.directory.route({ number })).toEqual(first.directory.route({ number }));
  const { PhoneNumber } = await second.voice.getPhoneNumber({ PhoneNumberId: '+12065550101' });
  expect(PhoneNumber?.Status).toBe('AcquireInProgress');
  await second.clock.pass(2000);
  expect(second.directory.ownsNumber('+12065550101')).toBe(true);
  expect((await second.meetings.getAttendee({ MeetingId, AttendeeId })).Attendee?.ExternalUserId).toBe('alice');
  await second.clock.pass(5 * 60_000);
  expect(await failureOf(second.meetings.getMeeting({ MeetingId }))).toMatchObject({ status: 404 });
});

test('what is exported is a copy', async () => {
  const world = await start();
  await world.number();
  const state = world.directory.export();
  state.numbers = {};
  expect(world.directory.ownsNumber('+12065550100')).toBe(true);
});

test.each([undefined, null, 7, [], {}, { numbers: [] }])('%j is no state', async (state) => {
  const world = await start();
  expect(() => world.directory.import(state)).toThrow(/The state is not one that was exported/);
  expect(() => world.registry.import(state)).toThrow(/The state is not one that was exported/);
});

const provision = {
  numbers: [{ number: '+12065550100', name: 'main' }],
  applications: [{ name: 'ivr', functionArn: 'arn:aws:lambda:us-west-2:111122223333:function:ivr' }],
  voiceConnectors: [{ name: 'pbx', numbers: ['+12065550102'], routes: [{ host: '203.0.113.9' }] }],
  rules: [
    { name: 'main', targets: ['ivr'], trigger: { number: '+12065550100' } },
    { name: 'second', targets: ['ivr'], trigger: { number: '+442079460123' } },
    { name: 'trunk', targets: ['ivr'], trigger: { voiceConnector: 'pbx' } },
  ],
};

test('a configuration provisions an account, with the same ids everywhere and every time', async () => {
  const first = await start();
  const second = await start();
  first.directory.provision(provision);
  const once = first.directory.export();
  first.directory.provision(provision);
  second.directory.provision(provision);
  expect(first.directory.export()).toEqual(once);
  expect(second.directory.export()).toEqual(once);
});

test('a configuration provisioned anew moves a rule to another number', async () => {
  const world = await start();
  world.directory.provision(provision);
  const trigger = { number: '+12065550199' };
  world.directory.provision({ rules: [{ name: 'main', targets: ['ivr'], trigger }] });
  expect(world.directory.route(trigger)).toHaveLength(1);
  expect(world.directory.route({ number: '+12065550100' })).toEqual([]);
  const { PhoneNumber } = await world.voice.getPhoneNumber({ PhoneNumberId: '+12065550100' });
  expect(PhoneNumber).toMatchObject({ Status: 'Unassigned', Associations: [] });
});

test('what a configuration provisioned is seen and managed through the API', async () => {
  const world = await start();
  world.directory.provision(provision);
  const { SipMediaApplications } = await world.voice.listSipMediaApplications({});
  expect(SipMediaApplications).toMatchObject([{ Name: 'ivr', AwsRegion: 'us-west-2' }]);
  expect(world.directory.route({ number: '+442079460123' })).toHaveLength(1);
  const { PhoneNumbers } = await world.voice.listPhoneNumbers({ ProductType: 'VoiceConnector' });
  expect(PhoneNumbers).toMatchObject([{ PhoneNumberId: '+12065550102', Status: 'Assigned' }]);
  const { VoiceConnectors } = await world.voice.listVoiceConnectors({});
  const { VoiceConnectorArn = '', OutboundHostName: host = '' } = VoiceConnectors?.[0] ?? {};
  expect(world.directory.voiceConnector(VoiceConnectorArn)).toBeDefined();
  expect(world.directory.route({ host })).toHaveLength(1);

  const { SipRules = [] } = await world.voice.listSipRules({});
  for (const { SipRuleId, Name } of SipRules) await world.voice.updateSipRule({ SipRuleId, Name, Disabled: true });
  expect(world.directory.route({ host })).toEqual([]);
});

test.each([
  [{ rules: [{ name: 'r', targets: ['none'], trigger: { number: '+12065550100' } }] }, /no application none/],
  [{ rules: [{ name: 'r', targets: [], trigger: { voiceConnector: 'none' } }] }, /no Voice Connector none/],
  [{ numbers: [{ number: 'reception' }] }, /reception is not a phone number/],
  [{ applications: [{ name: 'a', functionArn: 'f', region: 'mars-1' }] }, /mars-1/],
])('a configuration with a mistake says which: %j', async (wanted, message) => {
  const world = await start();
  expect(() => world.directory.provision(wanted)).toThrow(message);
});
