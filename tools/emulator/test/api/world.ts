import { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { createApi, type ApiCall, type ApiOptions } from '../../src/api/api.ts';
import type { Calls } from '../../src/api/calls.ts';
import { startServer } from '../../src/api/server.ts';
import { VirtualClock } from '../../src/clock/virtual.ts';
import { createDirectory } from '../../src/directory/directory.ts';
import type { DirectoryOptions } from '../../src/directory/context.ts';
import type { MeetingsOptions } from '../../src/meetings/context.ts';
import type { MeetingEvent } from '../../src/meetings/events.ts';
import { createMeetings } from '../../src/meetings/meetings.ts';
import { createFakeCalls } from './fake-calls.ts';
import { createHelpers } from './helpers.ts';

export interface WorldOptions {
  directory?: Partial<DirectoryOptions>;
  meetings?: Partial<MeetingsOptions>;
  throttles?: ApiOptions['throttles'];
  calls?: Calls;
  /** Of the endpoint that both clients get; '' unless given. */
  prefixes?: { voice: string; meetings: string };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** An emulated account behind a real HTTP server, and unmodified SDK clients for it. Time passes by `clock` only. */
export async function startWorld(options: WorldOptions = {}) {
  const clock = new VirtualClock();
  const ids = createIds();
  const account = { clock, ids, accountId: '111122223333', region: 'us-east-1' };
  const events: MeetingEvent[] = [];
  const apiCalls: ApiCall[] = [];
  const directory = createDirectory({ ...account, ...options.directory });
  const meetings = createMeetings({ ...account, onEvent: (event) => events.push(event), ...options.meetings });
  const calls = options.calls ?? createFakeCalls(ids);
  const throttles = options.throttles ?? {};
  const api = createApi({ clock, ids, directory, meetings, calls, throttles, onCall: (call) => apiCalls.push(call) });
  const server = await startServer(api);
  const config = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  const prefixes = options.prefixes ?? { voice: '', meetings: '' };
  const voice = new ChimeSDKVoice({ ...config, endpoint: server.url + prefixes.voice });
  const meetingsClient = new ChimeSDKMeetings({ ...config, endpoint: server.url + prefixes.meetings });
  return {
    clock,
    url: server.url,
    voice,
    meetings: meetingsClient,
    directory,
    registry: meetings,
    events,
    apiCalls,
    ...createHelpers(voice, meetingsClient, clock),
    async close() {
      voice.destroy();
      meetingsClient.destroy();
      meetings.close();
      await server.close();
    },
  };
}

/** Ids that are the same in every run. */
function createIds() {
  let count = 0;
  return {
    uuid: () => `00000000-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`,
    random: () => ((++count * 7919) % 9973) / 9973,
  };
}
