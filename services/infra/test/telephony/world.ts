import { randomUUID } from 'node:crypto';
import { setTimeout as realTime } from 'node:timers/promises';
import { customResourceHandler, type Lock } from '@patchbay/custom-resource';
import {
  startEmulator,
  VirtualClock,
  type ApiFault,
  type FaultyRequest,
  type RunningEmulator,
  type StartOptions,
} from '@patchbay/emulator';
import { createLogger } from '@patchbay/lambda';
import { createMemoryRequests, type WrittenSettings } from '@patchbay/repositories';
import { createChime } from '../../src/telephony/chime.ts';
import { LOCK_S, lockIn } from '../../src/telephony/lock.ts';
import { telephonyResources } from '../../src/telephony/resources.ts';
import { startCloudFormation, type CloudFormation } from './cloud-formation.ts';

export const STAND_IN = 'arn:aws:lambda:us-east-1:111122223333:function:infra-test-standIn';
export const HANDLER = 'arn:aws:lambda:us-east-1:111122223333:function:sma-handler-test-handler';

export type Fault = (request: FaultyRequest) => ApiFault | undefined;

export interface World {
  cloud: CloudFormation;
  clock: VirtualClock;
  directory: RunningEmulator['directory'];
  /** Which operations were asked for since the last look. */
  asked(): string[];
  /** What goes wrong from now on. */
  faults(fault: Fault | undefined): void;
  /** What was written for the functions. */
  written: { settings?: WrittenSettings | undefined };
  lines: string[];
  /** An account with nothing in it. */
  reset(): void;
  stop(): Promise<void>;
}

/** The function behind the custom resources, the emulator's API, and a CloudFormation for both. Time passes at once. */
export async function startWorld(options: Partial<StartOptions> = {}): Promise<World> {
  const clock = new VirtualClock();
  let fault: Fault | undefined;
  let asked: string[] = [];
  const emulator = await startEmulator({
    clock,
    handler: () => ({ SchemaVersion: '1.0', Actions: [] }),
    accountId: '111122223333',
    throttles: {},
    directoryTiming: { orderMs: 30_000, releaseMs: 8_000 },
    apiFault(request) {
      asked.push(request.operation);
      return fault?.(request);
    },
    ...options,
  });
  const client = {
    endpoint: emulator.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  const chime = createChime({ region: 'us-east-1', numberRegion: 'us-east-1', client });
  const written: World['written'] = {};
  const writer = {
    write: async (settings: WrittenSettings) => void (written.settings = settings),
    clear: async () => void delete written.settings,
  };
  const lines: string[] = [];
  const keep = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  const logger = Object.assign(createLogger({ serviceName: 'infra', logLevel: 'INFO' }), { info: keep, error: keep });
  const cloud = await startCloudFormation(
    customResourceHandler({
      resources: telephonyResources({ chime, writer, settingsTable: 'patchbay-test-settings' }),
      lock: lockOn(clock),
      logger,
      now: () => clock.now(),
      sleep: (ms) => clock.pass(ms),
    }),
  );
  return {
    cloud,
    clock,
    directory: emulator.directory,
    asked: () => asked.splice(0),
    faults: (it) => void (fault = it),
    written,
    lines,
    reset() {
      fault = undefined;
      asked = [];
      lines.length = 0;
      emulator.reset();
    },
    async stop() {
      chime.close();
      await cloud.stop();
      await emulator.dispose();
    },
  };
}

/** Whoever waits for it gives the other some real time, or all of his own would have passed at once. */
function lockOn(clock: VirtualClock): Lock {
  const requests = createMemoryRequests({ now: () => clock.now(), uuid: randomUUID, patienceS: LOCK_S });
  const { take, release } = lockIn(requests);
  return { take: async (name) => (await take(name)) || realTime(10, false), release };
}
