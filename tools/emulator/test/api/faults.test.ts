import { afterEach, expect, test } from '@jest/globals';
import { errorsOf } from '../../src/api/model/errors-of.ts';
import { startEmulator, type RunningEmulator } from '../../src/server/start-emulator.ts';
import type { ApiFault } from '../../src/api/api.ts';
import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { failureOf } from './send.ts';

let emulator: RunningEmulator;
let voice: ChimeSDKVoice;
afterEach(async () => {
  voice.destroy();
  await emulator.dispose();
});

async function start(fault: ApiFault) {
  emulator = await startEmulator({
    handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
    apiFault: ({ service, operation }) =>
      service === 'voice' && operation === 'CreateVoiceConnector' ? fault : undefined,
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  voice = new ChimeSDKVoice({ region: 'us-east-1', endpoint: emulator.url, credentials, maxAttempts: 1 });
}

const wanted = { Name: 'trunk', RequireEncryption: false };
const connectors = async () => (await voice.listVoiceConnectors({})).VoiceConnectors?.map(({ Name }) => Name);

test('a request fails as it is told to, and nothing has happened', async () => {
  await start({ error: 'ForbiddenException', message: 'Not here' });
  expect(await failureOf(voice.createVoiceConnector(wanted))).toEqual({
    name: 'ForbiddenException',
    message: 'Not here',
    status: 403,
  });
  expect(await connectors()).toEqual([]);
});

test('the answer to a request is lost, and it was done', async () => {
  await start({ error: 'ServiceFailureException', done: true });
  expect(await failureOf(voice.createVoiceConnector(wanted))).toMatchObject({ status: 500 });
  expect(await connectors()).toEqual(['trunk']);
});

test('which errors an operation may give is known', async () => {
  await start({ error: 'ServiceFailureException' });
  expect(errorsOf('voice', 'GetSipRule')).toContain('NotFoundException');
  expect(() => errorsOf('voice', 'GetCoffee')).toThrow(RangeError);
});
