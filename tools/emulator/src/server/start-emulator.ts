import { createApi } from '../api/api.ts';
import type { ApiHandler } from '../api/http.ts';
import { startServer } from '../api/server.ts';
import type { Throttles } from '../api/throttle.ts';
import { RealClock } from '../clock/real.ts';
import { CONTROL_PREFIX, createControl } from '../control/control.ts';
import { Live } from '../control/live.ts';
import { type DirectoryService, createDirectory } from '../directory/directory.ts';
import { DEMO_ACCOUNT, DEMO_REGION } from '../directory/open.ts';
import type { Provision } from '../directory/provision.ts';
import type { DirectoryQuotas } from '../directory/quotas.ts';
import { type Emulator, type EmulatorOptions, createEmulator } from '../emulator.ts';
import { seededIds } from '../ids/seeded.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import { type MeetingsService, createMeetings } from '../meetings/meetings.ts';

export interface StartOptions extends Omit<EmulatorOptions, 'directory' | 'meetings'> {
  /** 0 or absent: any free port. */
  port?: number;
  /** Reachable from this machine only unless said otherwise. */
  host?: string;
  accountId?: string;
  region?: string;
  /** What is there from the start. */
  provision?: Provision;
  directoryQuotas?: Partial<DirectoryQuotas>;
  /** Requests a second by operation; AWS's unless given. */
  throttles?: Throttles;
  /** Events that AWS would put on the default EventBridge bus. */
  onMeetingEvent?: (event: MeetingEvent) => void;
}

export interface RunningEmulator extends Emulator {
  /** Where the AWS APIs and the control plane answer, without a slash at the end. */
  readonly url: string;
  readonly directory: DirectoryService;
  readonly meetings: MeetingsService;
  reset(): void;
  /** Ends all calls and frees the port. */
  dispose(): Promise<void>;
}

/**
 * Starts the emulator as a server: Chime SDK Voice and Chime SDK Meetings in AWS's wire format, and the control plane
 * below `/_patchbay`, on one port. Calls run on real time unless a clock is given.
 */
export async function startEmulator(options: StartOptions): Promise<RunningEmulator> {
  const clock = options.clock ?? new RealClock();
  const ids = options.ids ?? seededIds(options.seed ?? 1);
  const accountId = options.accountId ?? DEMO_ACCOUNT;
  const region = options.region ?? DEMO_REGION;
  const account = { clock, ids, accountId, region };
  const directory = createDirectory({
    ...account,
    ...(options.directoryQuotas && { quotas: options.directoryQuotas }),
  });
  directory.provision(options.provision ?? {});
  const meetings = createMeetings({
    ...account,
    ...(options.switches?.idempotency && { idempotency: options.switches.idempotency }),
    ...(options.onMeetingEvent && { onEvent: options.onMeetingEvent }),
  });
  const emulator = createEmulator({ ...options, clock, ids, directory, meetings });
  const atStart = { directory: directory.export(), meetings: meetings.export() };
  const reset = (): void => {
    for (const transaction of emulator.engine.transactions.values()) transaction.abandon('reset', false);
    directory.import(atStart.directory);
    meetings.import(atStart.meetings);
    emulator.exchange.reset();
    emulator.recorder.clear();
  };
  const live = new Live();
  const unsubscribe = emulator.recorder.subscribe((entry) => live.tell({ type: 'trace', entry }));
  const api = createApi({
    clock,
    ids,
    directory,
    meetings,
    calls: emulator.engine,
    ...(options.throttles && { throttles: options.throttles }),
    onCall: (call) => live.tell({ type: 'api', call }),
  });
  const control = createControl({ emulator, directory, meetings, reset });
  const server = await startServer(either(control, api), {
    port: options.port ?? 0,
    ...(options.host !== undefined && { host: options.host }),
    onUpgrade: (request, socket, head) => live.upgrade(request, socket, head),
  });
  return {
    ...emulator,
    url: server.url,
    directory,
    meetings,
    reset,
    async dispose() {
      for (const transaction of emulator.engine.transactions.values()) transaction.abandon('emulator stopped', false);
      unsubscribe();
      live.close();
      meetings.close();
      await server.close();
    },
  };
}

function either(control: ApiHandler, api: ApiHandler): ApiHandler {
  return (request) => (request.url.startsWith(`${CONTROL_PREFIX}/`) ? control(request) : api(request));
}
