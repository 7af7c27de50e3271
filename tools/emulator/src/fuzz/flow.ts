import { createApi } from '../api/api.ts';
import { surroundings } from '../config/apply.ts';
import type { Config } from '../config/config.ts';
import { provisionOf } from '../config/provision.ts';
import { createDirectory } from '../directory/directory.ts';
import type { Functions, Storage } from '../engine/ports.ts';
import type { FlowUnderTest, Outside, World } from '../harness/flow-under-test.ts';
import { createMeetings } from '../meetings/meetings.ts';
import { openAccount } from '../server/start-emulator.ts';
import { MemoryStorage } from '../storage/memory.ts';
import type { ApiDesk } from './api-desk.ts';
import { Effects } from './effects.ts';

export interface FuzzedFunction {
  name: string;
  /** Looked at for every history, since functions may be loaded anew. */
  functions(): Functions;
  desk: ApiDesk;
  config: Config;
  /** Every number leads to this function; without it, numbers lead where the configuration says. */
  everyNumber?: { functionArn: string };
}

export type People = Pick<FlowUnderTest, 'starts' | 'updates' | 'keys' | 'words' | 'maxCalls' | 'waits' | 'allow'>;

/** Anybody's function as a flow that the harness can explore: in every history it meets a fresh account and fresh meetings. */
export function flowOf(fuzzed: FuzzedFunction, people: People): FlowUnderTest {
  return { ...people, name: fuzzed.name, open: (outside) => open(fuzzed, outside) };
}

function open({ functions, desk, config, everyNumber }: FuzzedFunction, outside: Outside): World {
  const { clock, ids, createCall, updateCall } = outside;
  const { accountId, region } = config;
  const account = { clock, ids, accountId, region };
  const directory = createDirectory(account);
  directory.provision(provisionOf(config));
  const routing = everyNumber ? openAccount(directory, { ...everyNumber, accountId, region }) : directory;
  const meetings = createMeetings(account);
  const effects = new Effects();
  const api = createApi({
    clock,
    ids,
    directory: { ...directory, ownsNumber: routing.ownsNumber },
    meetings,
    calls: { create: createCall, update: (request) => updateCall(request.transactionId, request.arguments) },
    throttles: {},
    onCall: (call) => effects.note(call),
  });
  const { bots, storage = new MemoryStorage() } = surroundings(config);
  desk.serve(api);
  return {
    functions: effects.watched(functions()),
    directory: routing,
    meetings,
    storage: readOnly(storage),
    ...(bots && { bots }),
    effects: (transactionId) => effects.of(transactionId),
    close: () => meetings.close(),
  };
}

/** Thousands of recordings are of no use to anybody. */
function readOnly(storage: Storage): Storage {
  return { find: (bucketName, key) => storage.find(bucketName, key), put: () => Promise.resolve('stored') };
}
