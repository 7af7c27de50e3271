/** What is particular to phone numbers, which cost money. */
import { afterEach, expect, test } from '@jest/globals';
import type { StartOptions } from '@patchbay/emulator';
import { anApplication, aNumber, liveNumbers } from './kinds.ts';
import { startWorld, type World } from './world.ts';

const TYPE = 'Custom::PhoneNumber';
const wanted = { Name: 'support', ProductType: 'SipMediaApplicationDialIn', AreaCode: '206' };
const MINUTE = 60_000;

let world: World;
const start = async (options?: Partial<StartOptions>) => void (world = await startWorld(options));
const create = (more: object = {}, name = 'Number') => world.cloud.create(name, TYPE, { ...wanted, ...more });
const orders = () => world.asked().filter((operation) => operation === 'CreatePhoneNumberOrder').length;
const statusOf = (number: string) => world.directory.numbers.get(number).Status;
afterEach(() => world.stop());

test('many at once are as many numbers, with few orders in vain', async () => {
  await start({ directoryQuotas: { phoneNumbers: 20 } });
  const made = await Promise.all(Array.from({ length: 12 }, (_, index) => create({ Name: `n${index}` }, `N${index}`)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(12);
  expect(liveNumbers(world)).toHaveLength(12);
  // All would begin with the same: 12 + 11 + 10 …
  expect(orders()).toBeLessThan(30);
});

test.each([
  [{ AreaCode: undefined, TollFreePrefix: '855' }, /^\+1855/],
  [{ AreaCode: undefined, State: 'WA', City: 'Seattle' }, /^\+1206/],
  [{ AreaCode: undefined, Country: 'GB', PhoneNumberType: 'Local' }, /^\+44/],
  [{ ProductType: 'VoiceConnector' }, /^\+1206/],
])('%j finds such a number', async (search, pattern) => {
  await start();
  const properties = Object.entries({ ...wanted, ...search }).filter(([, value]) => value !== undefined);
  const { answer, id } = await world.cloud.create('Number', TYPE, Object.fromEntries(properties));
  expect(answer.Status).toBe('SUCCESS');
  expect(id).toMatch(pattern);
});

test('one is ordered when Lambda invokes twice at once', async () => {
  await start();
  const both = await Promise.all([create(), create()]);
  expect(both.map(({ answer }) => answer.Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(both[0]?.id).toBe(both[1]?.id);
  expect([orders(), liveNumbers(world).length]).toEqual([1, 1]);
});

test('one that is still being ordered when it is to go is given back', async () => {
  await start();
  const asked = { ResourceType: TYPE, ResourceProperties: wanted, PhysicalResourceId: 'infra-test-Number-1XYZ' };
  await Promise.all([create(), world.cloud.send('Delete', 'Number', asked)]);
  expect(orders()).toBe(1);
  expect(liveNumbers(world)).toEqual([]);
});

test('another is ordered when somebody was faster', async () => {
  await start();
  let taken = 0;
  world.faults(({ operation }) =>
    operation === 'CreatePhoneNumberOrder' && taken++ < 6 ? { error: 'BadRequestException' } : undefined,
  );
  expect((await create()).answer.Status).toBe('SUCCESS');
  expect([orders(), liveNumbers(world).length]).toEqual([7, 1]);
});

test('another is ordered when an order fails', async () => {
  let failed = 0;
  await start({ orderOutcome: () => (failed++ < 2 ? 'Failed' : 'Acquired') });
  expect((await create()).answer.Status).toBe('SUCCESS');
  expect([orders(), liveNumbers(world).length]).toEqual([3, 1]);
});

test('fifteen orders that fail are enough', async () => {
  await start({ orderOutcome: () => 'Failed' });
  const { answer, remove } = await create();
  expect(answer.Reason).toMatch(
    /^No phone number was acquired for Country US, AreaCode 206: the order of \+1206\d+ is Failed$/,
  );
  expect([orders(), liveNumbers(world)]).toEqual([15, []]);
  expect((await remove()).Status).toBe('SUCCESS');
});

test('an order that takes too long is given up in time, and its number is given back when it has come', async () => {
  await start({ directoryTiming: { orderMs: 20 * MINUTE } });
  const started = world.clock.now();
  const { answer, id, remove } = await create();
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: `Waited in vain for the order of ${id}` });
  expect(world.clock.now() - started).toBeLessThanOrEqual(14 * MINUTE);
  expect(statusOf(id)).toBe('AcquireInProgress');
  expect((await remove()).Status).toBe('SUCCESS');
  expect(statusOf(id)).toBe('ReleaseInProgress');
});

test('a number that never comes is not said to be gone', async () => {
  await start({ directoryTiming: { orderMs: 60 * MINUTE } });
  const { id, remove } = await create();
  expect((await remove()).Reason).toBe(`Waited in vain for ${id} to be acquired before it can be given back`);
});

test('a quota that is used up is said so', async () => {
  await start({ directoryQuotas: { phoneNumbers: 0 } });
  const { answer } = await create();
  expect(answer.Reason).toMatch(/^The account may have no more phone numbers: .* Ask AWS for a higher quota of phone/);
  expect(orders()).toBe(1);
});

test.each([
  [{ TollFreePrefix: '800' }, /TollFreePrefix is "800": must be 833.*Amazon has no 800 numbers/],
  [{ AreaCode: '12' }, /AreaCode is "12": must be an area code such as 206/],
  [{ State: 'Washington' }, /State is "Washington": must be two letters such as WA/],
  [
    { ProductType: 'BusinessCalling' },
    /ProductType is "BusinessCalling": .*"SipMediaApplicationDialIn"\|"VoiceConnector"/,
  ],
  [{ Retain: 'maybe' }, /Retain is "maybe": must be true or false/],
  [{ Name: undefined }, /Name is "undefined": |Name is missing/],
])('%j is refused with its value and what is allowed', async (more, reason) => {
  await start();
  const properties = Object.entries({ ...wanted, ...more }).filter(([, value]) => value !== undefined);
  const { answer } = await world.cloud.create('Number', TYPE, Object.fromEntries(properties));
  expect(answer.Reason).toMatch(reason);
});

test('a number that was to stay is given back when CloudFormation says so: its deployment has failed', async () => {
  await start({ directoryTiming: { orderMs: 20 * MINUTE } });
  const { answer, id, remove } = await create({ Retain: true });
  expect(answer.Status).toBe('FAILED');
  expect((await remove()).Status).toBe('SUCCESS');
  expect(statusOf(id)).toBe('ReleaseInProgress');
});

test('a number that is in use is not given back, and it is said by what', async () => {
  await start();
  const { id, remove } = await create();
  const SipMediaApplicationId = await anApplication(world);
  const rule = { Name: 'main', TriggerType: 'ToPhoneNumber', TriggerValue: id, SipMediaApplicationId };
  const made = await world.cloud.create('Rule', 'Custom::SipRule', rule);
  expect((await remove()).Reason).toBe(`Waited in vain for ${id} to be free, which is in use by SipRuleId ${made.id}`);
  await made.remove();
  // It takes some seconds to be free.
  expect(statusOf(id)).toBe('Assigned');
  expect((await remove()).Status).toBe('SUCCESS');
  expect(statusOf(id)).toBe('ReleaseInProgress');
});

test('nothing is logged of what a request is about', async () => {
  await start();
  const number = await aNumber(world);
  expect(world.lines.map((line) => JSON.parse(line) as unknown[])).toEqual([
    ['done', { durationMs: expect.any(Number) }],
  ]);
  expect(world.lines.join()).not.toContain(number);
});
