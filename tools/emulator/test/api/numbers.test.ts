import { afterEach, expect, test } from '@jest/globals';
import { failureOf } from './send.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

const N1 = '+12065550100';
const DAY_MS = 24 * 3600_000;
let world: World;
const start = async (options?: WorldOptions): Promise<World> => (world = await startWorld(options));
const statusOf = async (PhoneNumberId: string): Promise<string | undefined> =>
  (await world.voice.getPhoneNumber({ PhoneNumberId })).PhoneNumber?.Status;

afterEach(() => world.close());

test('an ordered number is being acquired, then free, then in use, then free again', async () => {
  await start();
  await world.voice.createPhoneNumberOrder({ ProductType: 'SipMediaApplicationDialIn', E164PhoneNumbers: [N1] });
  expect(await statusOf(N1)).toBe('AcquireInProgress');

  await world.clock.pass(200);
  expect(await statusOf(N1)).toBe('Unassigned');

  const SipRuleId = await world.rule(N1, await world.application());
  const { PhoneNumber } = await world.voice.getPhoneNumber({ PhoneNumberId: N1 });
  expect(PhoneNumber).toMatchObject({ Status: 'Assigned', Associations: [{ Name: 'SipRuleId', Value: SipRuleId }] });

  await world.voice.updateSipRule({ SipRuleId, Name: 'main', Disabled: true });
  expect(await statusOf(N1)).toBe('Unassigned');
});

test('a number whose rule was disabled can be deleted only after a while, where that is set', async () => {
  await start({ directory: { timing: { releaseMs: 10_000 } } });
  const SipRuleId = await world.rule(await world.number(), await world.application());
  await world.voice.updateSipRule({ SipRuleId, Name: 'main', Disabled: true });
  expect(await statusOf(N1)).toBe('Assigned');
  expect(await failureOf(world.voice.deletePhoneNumber({ PhoneNumberId: N1 }))).toMatchObject({
    name: 'BadRequestException',
  });

  await world.clock.pass(10_000);
  await world.voice.deletePhoneNumber({ PhoneNumberId: N1 });
  expect(await statusOf(N1)).toBe('ReleaseInProgress');
});

test('a deleted number waits seven days, and then anybody can order it', async () => {
  await start();
  await world.voice.deletePhoneNumber({ PhoneNumberId: await world.number() });
  await world.clock.pass(7 * DAY_MS - 1000);
  const { PhoneNumber } = await world.voice.getPhoneNumber({ PhoneNumberId: N1 });
  expect(PhoneNumber?.DeletionTimestamp).toEqual(new Date('2026-01-05T09:00:01Z'));

  await world.clock.pass(1000);
  expect(await failureOf(world.voice.getPhoneNumber({ PhoneNumberId: N1 }))).toMatchObject({ status: 404 });
  expect(await world.number()).toBe(N1);
  expect(await statusOf(N1)).toBe('Unassigned');
});

test.each([
  [[N1, '+12065550101'], 'Partial', ['Acquired', 'Failed']],
  [['+12065550101'], 'Failed', ['Failed']],
])('an order of %p comes back %s', async (E164PhoneNumbers, status, each) => {
  await start({ directory: { orderOutcome: (e164) => (e164 === N1 ? 'Acquired' : 'Failed') } });
  const { PhoneNumberOrder } = await world.voice.createPhoneNumberOrder({
    ProductType: 'SipMediaApplicationDialIn',
    E164PhoneNumbers,
  });
  await world.clock.pass(1000);
  const { PhoneNumberOrderId } = PhoneNumberOrder ?? {};
  const done = await world.voice.getPhoneNumberOrder({ PhoneNumberOrderId });
  expect(done.PhoneNumberOrder?.Status).toBe(status);
  expect(done.PhoneNumberOrder?.OrderedPhoneNumbers?.map(({ Status }) => Status)).toEqual(each);
  expect(await failureOf(world.voice.getPhoneNumber({ PhoneNumberId: '+12065550101' }))).toMatchObject({ status: 404 });
});

test.each([
  [{ State: 'WA', City: 'Seattle' }, /^\+1206/],
  [{ State: 'WA' }, /^\+1(206|253|425|509)/],
  [{ TollFreePrefix: '855' }, /^\+1855/],
  [{ PhoneNumberType: 'TollFree' as const }, /^\+18\d\d/],
  [{ Country: 'GB', PhoneNumberType: 'Local' as const }, /^\+44/],
])('a search for %p finds such numbers, none twice', async (search, pattern) => {
  await start();
  const { E164PhoneNumbers = [] } = await world.voice.searchAvailablePhoneNumbers({ ...search, MaxResults: 30 });
  expect(E164PhoneNumbers.filter((number) => pattern.test(number))).toHaveLength(30);
  expect(new Set(E164PhoneNumbers).size).toBe(30);
});

test('a number of the account is not on offer, and every number on offer can be ordered', async () => {
  await start({ directory: { quotas: { phoneNumbers: 200 } } });
  await world.number();
  const { E164PhoneNumbers = [] } = await world.voice.searchAvailablePhoneNumbers({ AreaCode: '206' });
  expect(E164PhoneNumbers).toHaveLength(99);
  await world.voice.createPhoneNumberOrder({ ProductType: 'VoiceConnector', E164PhoneNumbers });
});

test('a number is known without its plus sign too', async () => {
  await start();
  await world.number();
  const { PhoneNumber } = await world.voice.getPhoneNumber({ PhoneNumberId: '12065550100' });
  expect(PhoneNumber?.PhoneNumberId).toBe(N1);
});

test('a calling name takes three days to reach the carriers', async () => {
  await start();
  const PhoneNumberId = await world.number();
  const updated = await world.voice.updatePhoneNumber({ PhoneNumberId, CallingName: 'Acme' });
  expect(updated.PhoneNumber?.CallingNameStatus).toBe('UpdateInProgress');

  await world.clock.pass(3 * DAY_MS);
  const later = await world.voice.getPhoneNumber({ PhoneNumberId });
  expect(later.PhoneNumber).toMatchObject({ CallingName: 'Acme', CallingNameStatus: 'UpdateSucceeded' });
});

test('the default calling name can change again after a week', async () => {
  await start();
  await world.voice.updatePhoneNumberSettings({ CallingName: 'Acme' });
  await world.clock.pass(7 * DAY_MS);
  await world.voice.updatePhoneNumberSettings({ CallingName: 'Acme Ltd' });
  expect(await world.voice.getPhoneNumberSettings({})).toMatchObject({
    CallingName: 'Acme Ltd',
    CallingNameUpdatedTimestamp: new Date('2026-01-12T09:00:00Z'),
  });
});
