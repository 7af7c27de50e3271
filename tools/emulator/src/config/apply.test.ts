import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SmaEvent } from '@patchbay/sma';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '../emulator.ts';
import { silentWav } from '../engine/wav.ts';
import { surroundings } from './apply.ts';
import { parseConfig } from './parse.ts';

const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/PIZZA/LIVE';
const config = `
buckets: { prompts: ., odd: { folder: ., contentTypes: { wav: text/plain } } }
bots: { "${BOT}": [{ hears: pizza, says: Which size? }, { hears: large, intent: Order, slots: { size: large } }] }
quotas: { activeCalls: 1 }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  await writeFile(join(folder, 'hello.wav'), silentWav(1000));
});
afterAll(() => rm(folder, { recursive: true }));

/** A call whose first event is answered by these actions, and nothing else. */
function callWith(...Actions: unknown[]) {
  const events: SmaEvent[] = [];
  const emulator = createEmulator({
    ...surroundings(parseConfig(config, 'c.yaml', folder)),
    handler(event) {
      events.push(event);
      return { SchemaVersion: '1.0', Actions: events.length === 1 ? Actions : [] };
    },
  });
  const caller = emulator.phone('+12065550101');
  caller.dial('+12065550100');
  return { emulator, caller, events };
}
const play = (BucketName: string, Key: string) => ({
  Type: 'PlayAudio',
  Parameters: { AudioSource: { Type: 'S3', BucketName, Key } },
});

test.each([
  ['prompts', 'hello.wav', 'ACTION_SUCCESSFUL'],
  ['prompts', 'goodbye.wav', 'ACTION_FAILED'],
  ['odd', 'hello.wav', 'ACTION_FAILED'],
  ['elsewhere', 'hello.wav', 'ACTION_SUCCESSFUL'],
])('playing %s/%s is %s', async (bucket, key, outcome) => {
  const { emulator, events } = callWith(play(bucket, key));
  await emulator.passUntil(() => events.length === 2, 60_000);
  expect(events[1]?.InvocationEventType).toBe(outcome);
});

test('a recording is written to the folder of its bucket', async () => {
  const RecordingDestination = { Type: 'S3', BucketName: 'prompts', Prefix: 'recorded-' };
  const { emulator, events } = callWith({
    Type: 'RecordAudio',
    Parameters: { DurationInSeconds: '3', RecordingTerminators: ['#'], RecordingDestination },
  });
  await emulator.passUntil(() => events.length === 2, 60_000);
  expect(events[1]?.InvocationEventType).toBe('ACTION_SUCCESSFUL');
  expect((await readdir(folder)).filter((name) => /^recorded-.*\.wav$/.test(name))).toHaveLength(1);
});

test('a bot follows its rules', async () => {
  const Configuration = {
    SessionState: { DialogAction: { Type: 'ElicitIntent' } },
    WelcomeMessages: [{ Content: 'What would you like?', ContentType: 'PlainText' }],
  };
  const { emulator, caller, events } = callWith({
    Type: 'StartBotConversation',
    Parameters: { BotAliasArn: BOT, LocaleId: 'en_US', Configuration },
  });
  await caller.hears('what would you like');
  await emulator.passUntil(() => false, 3000);
  caller.say('a pizza');
  await caller.hears('which size');
  await emulator.passUntil(() => false, 1500);
  caller.say('large');
  await emulator.passUntil(() => events.length === 2, 60_000);
  expect(events[1]).toMatchObject({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: { IntentResult: { SessionState: { Intent: { Name: 'Order', State: 'Fulfilled' } } } },
  });
});

test('a quota refuses a second call', async () => {
  const { emulator } = callWith({ Type: 'Pause', Parameters: { DurationInMilliseconds: 1000 } });
  expect(() => emulator.phone('+12065550102').dial('+12065550100')).toThrow('SIP 486');
});
