import { afterEach, expect, test } from '@jest/globals';
import { awsThrottles } from '../../src/api/throttle.ts';
import { failureOf } from './send.ts';
import { startWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const newCall = async (): Promise<
  () => Promise<{ SipMediaApplicationCall?: { TransactionId?: string | undefined } | undefined }>
> => {
  const SipMediaApplicationId = await world.application();
  const FromPhoneNumber = await world.number();
  return () =>
    world.voice.createSipMediaApplicationCall({
      SipMediaApplicationId,
      FromPhoneNumber,
      ToPhoneNumber: '+14255550188',
    });
};

test('one call a second can be created', async () => {
  world = await startWorld({ throttles: awsThrottles });
  const call = await newCall();
  await call();
  expect(await failureOf(call())).toEqual({
    name: 'ThrottledClientException',
    status: 429,
    message: 'Service received too many requests',
  });
  await world.clock.pass(999);
  expect(await failureOf(call())).toMatchObject({ status: 429 });
  await world.clock.pass(1);
  await call();
});

test('five updates a second', async () => {
  world = await startWorld({ throttles: awsThrottles });
  const call = await newCall();
  const { SipMediaApplicationCall } = await call();
  const update = () =>
    world.voice.updateSipMediaApplicationCall({
      SipMediaApplicationId: world.directory.applications.list({}).items[0]?.SipMediaApplicationId,
      TransactionId: SipMediaApplicationCall?.TransactionId,
      Arguments: {},
    });
  for (let count = 0; count < 5; count++) await update();
  expect(await failureOf(update())).toMatchObject({ name: 'ThrottledClientException' });
  await world.clock.pass(200);
  await update();
});

test('ten requests a second for each operation on meetings', async () => {
  world = await startWorld({ throttles: awsThrottles });
  const MeetingId = await world.meeting();
  for (let count = 0; count < 10; count++) await world.meetings.getMeeting({ MeetingId });
  expect(await failureOf(world.meetings.getMeeting({ MeetingId }))).toMatchObject({
    name: 'ThrottlingException',
    status: 429,
  });
  await world.meetings.createAttendee({ MeetingId, ExternalUserId: 'alice' });
});

test('throttling can be off', async () => {
  world = await startWorld({ throttles: {} });
  const call = await newCall();
  for (let count = 0; count < 5; count++) await call();
  expect(world.apiCalls.filter(({ status }) => status === 201)).toHaveLength(7);
});
