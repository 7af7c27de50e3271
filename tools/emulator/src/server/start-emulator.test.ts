import { describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { menu, send, SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import { CountingClock } from '../../test/support/counting-clock.ts';
import { RealClock } from '../clock/real.ts';
import type { InvokeOutcome } from '../engine/ports.ts';
import { startEmulator } from './start-emulator.ts';

const FAR = '+12065550123';
const answers = (...Actions: object[]) => ({ SchemaVersion: '1.0', Actions });
const bridge = {
  Type: 'CallAndBridge',
  Parameters: {
    CallTimeoutSeconds: 30,
    CallerIdNumber: SERVICE,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FAR }],
  },
};
const record = {
  Type: 'RecordAudio',
  Parameters: { RecordingTerminators: ['#'], RecordingDestination: { Type: 'S3', BucketName: 'recordings-1' } },
};

/** Calls in whatever state a call can be. */
async function busyWorld(clock: CountingClock | RealClock) {
  const world = await startControlWorld({
    clock,
    farEnds: { [FAR]: { does: 'no-answer' } },
    handler: (event, context, callback) => {
      if (event.InvocationEventType !== 'NEW_INBOUND_CALL') return menu(event, context, callback);
      const { From } = event.CallDetails.Participants[0]!;
      if (From.endsWith('1')) return menu(event, context, callback);
      if (From.endsWith('2')) return answers(bridge);
      if (From.endsWith('3')) return answers(record);
      if (From.endsWith('4')) return answers();
      return new Promise(() => undefined);
    },
  });
  const callers = [1, 2, 3, 4, 5].map((n) => world.phone(`+1206555011${n}`));
  const [last, ...others] = callers.toReversed();
  for (const caller of others) caller.dial(SERVICE);
  expect(await clock.passUntil(() => world.phone(FAR).state === 'ringing', 5_000)).toBe(true);
  // Its function works for ever, and virtual time stands still meanwhile.
  last!.dial(SERVICE);
  const [sipMediaApplicationId = ''] = Object.keys(world.directory.export().applications);
  world.engine.create({ sipMediaApplicationId, from: SERVICE, to: '+12065550199' });
  world.meetings.create({ ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' });
  callers[0]!.press('1234#');
  callers[2]!.say('Hello');
  return { world, callers };
}

describe('a reset', () => {
  test('ends and forgets every call, and nothing waits any more', async () => {
    const clock = new CountingClock();
    const { world, callers } = await busyWorld(clock);
    expect(world.engine.transactions.size).toBe(6);
    expect(clock.waiting).toBeGreaterThan(4);
    await world.control('POST', '/reset');
    expect(world.engine.transactions.size).toBe(0);
    expect(world.recorder.list()).toEqual([]);
    expect(callers.map(({ state }) => state)).toEqual(callers.map(() => 'ended'));
    expect(world.phone(FAR).lines).toEqual([]);
    expect(world.meetings.export().meetings).toEqual({});
    // The API-created call had not been dialled: its start finds no call.
    await clock.passUntil(() => false, 1);
    expect(clock.waiting).toBe(0);
    expect(world.recorder.list()).toEqual([]);
    await world.dispose();
  });

  test('takes back what was provisioned and said about numbers, and calls work on', async () => {
    const { clock, ...world } = await startControlWorld();
    const { rules } = world.directory.export();
    world.directory.rules.update({ SipRuleId: Object.keys(rules)[0]!, Name: 'main', Disabled: true });
    world.exchange.setFarEnd(FAR, { does: 'voicemail' });
    expect(world.directory.route({ number: SERVICE })).toEqual([]);
    await world.control('POST', '/reset');
    expect(world.directory.export().rules).toEqual(rules);
    expect(world.exchange.farEnd(FAR)).toEqual({ does: 'busy' });
    world.phone('+12065550111').dial(SERVICE);
    await clock.pass(1_000);
    expect(world.phone('+12065550111').heard).toEqual(['Press a key']);
    await world.dispose();
  });

  test('a function that is still at work is not asked again, and its answer is not told', async () => {
    const asked: ((outcome: InvokeOutcome) => void)[] = [];
    const clock = new CountingClock();
    const world = await startControlWorld({
      clock,
      functions: { invoke: () => new Promise((resolve) => asked.push(resolve)) },
    });
    world.phone('+12065550111').dial(SERVICE);
    expect(asked).toHaveLength(1);
    await world.control('POST', '/reset');
    const told: string[] = [];
    world.recorder.subscribe(({ type }) => told.push(type));
    await clock.passUntil(() => false, 60_000);
    asked[0]!({ kind: 'returned', payload: JSON.stringify(answers()), durationMs: 1 });
    await sleep(0);
    expect(asked).toHaveLength(1);
    expect(told).toEqual([]);
    await world.dispose();
  });
});

describe('when it stops', () => {
  test('nothing of it keeps the process alive', async () => {
    const before = timers();
    const { world, callers } = await busyWorld(new RealClock());
    expect(timers()).toBeGreaterThan(before);
    const { url } = world;
    await world.dispose();
    expect(callers.map(({ state }) => state)).toEqual(callers.map(() => 'ended'));
    await expect(send(url, 'GET', '/_patchbay/health')).rejects.toThrow('ECONNREFUSED');
    // The API-created call had not been dialled: its start finds no call.
    await sleep(5);
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('its own clock stops with it', async () => {
    const before = timers();
    const emulator = await startEmulator({
      handler: () => new Promise(() => undefined),
      everyNumber: { functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f' },
    });
    emulator.phone('+12065550111').dial(SERVICE);
    emulator.clock.after(3_600_000, () => undefined);
    expect(timers()).toBeGreaterThan(before);
    await emulator.dispose();
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('the port is free', async () => {
    const first = await startEmulator({ handler: menu });
    const port = Number(new URL(first.url).port);
    await first.dispose();
    const second = await startEmulator({ handler: menu, port });
    expect(second.url).toBe(first.url);
    await second.dispose();
  });
});

test('a port that is taken is an error, and nothing is left waiting', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const before = timers();
  const { port } = other.address() as AddressInfo;
  await expect(startEmulator({ handler: menu, port })).rejects.toThrow('EADDRINUSE');
  expect(timers()).toBeLessThanOrEqual(before);
  other.close();
  await once(other, 'close');
});

/** Timers that keep this process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}
