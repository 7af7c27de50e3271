import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failureOf } from './send.ts';
import { startWorld, type World } from './world.ts';

const N1 = '+12065550100';
const route = { Host: '203.0.113.9', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 } as const;
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const associate = async (VoiceConnectorId: string, ForceAssociate: boolean): Promise<unknown> =>
  (
    await world.voice.associatePhoneNumbersWithVoiceConnector({
      VoiceConnectorId,
      E164PhoneNumbers: [N1],
      ForceAssociate,
    })
  ).PhoneNumberErrors;

test('a number moves to another Voice Connector only by force', async () => {
  await world.number(N1, 'VoiceConnector');
  const first = await world.connector();
  const second = await world.connector();
  expect(await associate(first, false)).toEqual([]);
  expect(await associate(second, false)).toMatchObject([{ ErrorCode: 'PhoneNumberAssociationsExist' }]);
  expect(await associate(second, true)).toEqual([]);

  const { PhoneNumber } = await world.voice.getPhoneNumber({ PhoneNumberId: N1 });
  expect(PhoneNumber?.Associations).toMatchObject([{ Name: 'VoiceConnectorId', Value: second }]);
  const filter = { FilterName: 'VoiceConnectorId', FilterValue: second } as const;
  expect((await world.voice.listPhoneNumbers(filter)).PhoneNumbers).toHaveLength(1);
});

test('a number that nobody has any more can be deleted, and then the Voice Connector', async () => {
  await world.number(N1, 'VoiceConnector');
  const VoiceConnectorId = await world.connector();
  await associate(VoiceConnectorId, false);
  const notYet = await failureOf(world.voice.deletePhoneNumber({ PhoneNumberId: N1 }));
  expect(notYet).toMatchObject({ name: 'BadRequestException', status: 400 });

  await world.voice.disassociatePhoneNumbersFromVoiceConnector({ VoiceConnectorId, E164PhoneNumbers: [N1] });
  await world.voice.deletePhoneNumber({ PhoneNumberId: N1 });
  await world.voice.deleteVoiceConnector({ VoiceConnectorId });
  expect((await world.voice.listVoiceConnectors({})).VoiceConnectors).toEqual([]);
});

test('a Voice Connector can be bridged to while its origination has routes and is enabled', async () => {
  const { VoiceConnector } = await world.voice.createVoiceConnector({ Name: 'trunk', RequireEncryption: true });
  const { VoiceConnectorId, VoiceConnectorArn = '' } = VoiceConnector ?? {};
  const reachable = (): unknown => world.directory.voiceConnector(VoiceConnectorArn);
  expect(reachable()).toBeUndefined();

  await world.voice.putVoiceConnectorOrigination({ VoiceConnectorId, Origination: { Routes: [route] } });
  expect(reachable()).toEqual({ voiceConnectorId: VoiceConnectorId });

  const Origination = { Routes: [route], Disabled: true };
  await world.voice.putVoiceConnectorOrigination({ VoiceConnectorId, Origination });
  expect(reachable()).toBeUndefined();

  await world.voice.deleteVoiceConnectorOrigination({ VoiceConnectorId });
  expect(await failureOf(world.voice.getVoiceConnectorOrigination({ VoiceConnectorId }))).toMatchObject({
    status: 404,
  });
});

test('passwords of termination credentials are neither kept nor reported', async () => {
  const VoiceConnectorId = await world.connector();
  const Credentials = [
    { Username: 'pbx', Password: 'hunter2' },
    { Username: 'spare', Password: 'hunter3' },
  ];
  await world.voice.putVoiceConnectorTerminationCredentials({ VoiceConnectorId, Credentials });
  await world.voice.deleteVoiceConnectorTerminationCredentials({ VoiceConnectorId, Usernames: ['pbx'] });
  const { Usernames } = await world.voice.listVoiceConnectorTerminationCredentials({ VoiceConnectorId });
  expect(Usernames).toEqual(['spare']);
  expect(JSON.stringify([world.directory.export(), world.apiCalls])).not.toContain('hunter');
});

test('health is empty until the far side has sent something', async () => {
  const VoiceConnectorId = await world.connector();
  const { TerminationHealth } = await world.voice.getVoiceConnectorTerminationHealth({ VoiceConnectorId });
  expect(TerminationHealth).toEqual({});
});

test('tags come with a resource, and are added, overwritten and removed by its ARN', async () => {
  const Tags = [
    { Key: 'stage', Value: 'test' },
    { Key: 'team', Value: 'voice' },
  ];
  const { VoiceConnector } = await world.voice.createVoiceConnector({ Name: 'trunk', RequireEncryption: false, Tags });
  const ResourceARN = VoiceConnector?.VoiceConnectorArn;
  await world.voice.tagResource({ ResourceARN, Tags: [{ Key: 'stage', Value: 'live' }] });
  await world.voice.untagResource({ ResourceARN, TagKeys: ['team'] });
  expect((await world.voice.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'stage', Value: 'live' }]);
});
