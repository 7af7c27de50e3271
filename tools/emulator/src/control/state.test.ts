import { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import type { DirectoryState } from '../directory/state.ts';
import type { MeetingsState } from '../meetings/state.ts';

interface State {
  version: number;
  directory: DirectoryState;
  meetings: MeetingsState;
}

const SECOND = '+12065550142';

let world: ControlWorld;
beforeEach(async () => {
  world = await startControlWorld();
});
afterEach(() => world.dispose());

const exported = async (): Promise<State> => (await world.control('GET', '/state')).body as State;

/** One of everything, made through the AWS APIs. */
async function provisionMore(): Promise<void> {
  const client = {
    endpoint: world.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const voice = new ChimeSDKVoice(client);
  const meetings = new ChimeSDKMeetings(client);
  await voice.createPhoneNumberOrder({ ProductType: 'SipMediaApplicationDialIn', E164PhoneNumbers: [SECOND] });
  await world.clock.pass(1_000);
  const connector = await voice.createVoiceConnector({ Name: 'office', RequireEncryption: false });
  const VoiceConnectorItems = [{ VoiceConnectorId: connector.VoiceConnector?.VoiceConnectorId, Priority: 1 }];
  await voice.createVoiceConnectorGroup({ Name: 'offices', VoiceConnectorItems });
  await voice.updatePhoneNumberSettings({ CallingName: 'Patchbay' });
  const { Meeting } = await meetings.createMeeting({
    ClientRequestToken: 'token',
    MediaRegion: 'us-east-1',
    ExternalMeetingId: 'standup',
    Tags: [{ Key: 'stage', Value: 'test' }],
  });
  await meetings.createAttendee({ MeetingId: Meeting?.MeetingId, ExternalUserId: 'alice' });
  voice.destroy();
  meetings.destroy();
}

describe('a state', () => {
  test('that is exported, lost by a reset and imported is there again', async () => {
    const atStart = await exported();
    await provisionMore();
    const full = await exported();
    expect(Object.values(full).every((part) => JSON.stringify(part) !== '{}')).toBe(true);
    for (const part of ['numbers', 'orders', 'applications', 'rules', 'voiceConnectors', 'groups'] as const) {
      expect(Object.keys(full.directory[part])).not.toEqual([]);
    }
    expect((await world.control('POST', '/reset')).status).toBe(200);
    expect(await exported()).toEqual(atStart);
    expect(await world.control('PUT', '/state', { body: full })).toMatchObject({ status: 200, body: {} });
    expect(await exported()).toEqual(full);
  });

  test('of another emulator leads its numbers', async () => {
    await provisionMore();
    const other = await startControlWorld({ provision: {} });
    expect((await other.control('GET', '/numbers')).body).toEqual([]);
    await other.control('PUT', '/state', { body: await exported() });
    expect((await other.control('GET', '/numbers')).body).toEqual([{ number: SERVICE, applications: ['menu'] }]);
    other.phone('+12065550101').dial(SERVICE);
    expect(await other.phone('+12065550101').hears('Press a key')).toBe('Press a key');
    await other.dispose();
  });

  test('that an emulator starts with is what a reset goes back to', async () => {
    await provisionMore();
    const state = await exported();
    const other = await startControlWorld({ state });
    await other.control('PUT', '/state', { body: { ...state, meetings: { meetings: {}, ended: {}, created: 0 } } });
    await other.control('POST', '/reset');
    expect((await other.control('GET', '/state')).body).toEqual(state);
    await other.dispose();
  });
});

type Break = (state: State) => unknown;
const first = <T>(records: Record<string, T>): T => Object.values(records)[0]!;
const without = (record: object, key: string): void => void Reflect.deleteProperty(record, key);

test.each<[name: string, broken: Break, detail: RegExp]>([
  ['nothing', () => ({}), /version/],
  ['of another version', (state) => ({ ...state, version: 2 }), /version/],
  ['with something unknown', (state) => ({ ...state, calls: {} }), /calls/],
  ['without meetings', ({ version, directory }) => ({ version, directory }), /meetings/],
  ['without rules', (state) => (without(state.directory, 'rules'), state), /directory\.rules/],
  ['with a list of numbers', (state) => ({ ...state, directory: { ...state.directory, numbers: [] } }), /numbers/],
  [
    'with a number that is text',
    (state) => ({ ...state, directory: { ...state.directory, numbers: { [SERVICE]: 'mine' } } }),
    /directory\.numbers\["\+12065550100"\]/,
  ],
  [
    'with a rule that leads nowhere',
    (state) => (without(first(state.directory.rules), 'TargetApplications'), state),
    /TargetApplications/,
  ],
  [
    'with an application without an endpoint',
    (state) => ((first(state.directory.applications).Endpoints = []), state),
    /Endpoints/,
  ],
  [
    'with a meeting that is none',
    (state) => ({ ...state, meetings: { ...state.meetings, meetings: { id: { MeetingId: 'id' } } } }),
    /meetings\.meetings\.id/,
  ],
  [
    'with attendees that are a number',
    (state) => (((first(state.meetings.meetings) as { attendees: unknown }).attendees = 1), state),
    /attendees/,
  ],
])('a state %s is refused, and the old one is kept', async (_name, broken, detail) => {
  await provisionMore();
  const before = await exported();
  const answer = await world.control('PUT', '/state', { body: broken(structuredClone(before)) });
  expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) } });
  expect(await exported()).toEqual(before);
});

test('when the meetings can not be taken, the directory is kept too', async () => {
  const { importState } = await import('./state.ts');
  const before = await exported();
  const bad = { version: 1, directory: { ...before.directory, numbers: {} }, meetings: {} };
  expect(() => importState(world, bad)).toThrow('meetings should be an object');
  expect(await exported()).toEqual(before);
});
