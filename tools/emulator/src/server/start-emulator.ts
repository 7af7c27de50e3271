import { createApi, type ApiOptions } from '../api/api.ts';
import type { ApiHandler } from '../api/http.ts';
import { startServer } from '../api/server.ts';
import type { Throttles } from '../api/throttle.ts';
import { RealClock } from '../clock/real.ts';
import { CONTROL_PREFIX, createControl } from '../control/control.ts';
import { Live } from '../control/live.ts';
import { type EmulatorState, exportState, importState } from '../control/state.ts';
import type { DirectoryOptions } from '../directory/context.ts';
import { type DirectoryService, createDirectory } from '../directory/directory.ts';
import { DEMO_ACCOUNT, DEMO_REGION, openDirectory, type OpenDirectoryOptions } from '../directory/open.ts';
import type { Provision } from '../directory/provision.ts';
import type { DirectoryQuotas } from '../directory/quotas.ts';
import type { Directory } from '../engine/ports.ts';
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
  /** An exported state, which takes the place of what is provisioned. */
  state?: EmulatorState;
  /** Calls to any number lead to this function, from any caller id, whatever is provisioned. */
  everyNumber?: { functionArn: string };
  directoryQuotas?: Partial<DirectoryQuotas>;
  /** How long orders and releases of numbers take; no time that a person would notice unless given. */
  directoryTiming?: DirectoryOptions['timing'];
  orderOutcome?: DirectoryOptions['orderOutcome'];
  /** Requests a second by operation; AWS's unless given. */
  throttles?: Throttles;
  /** What goes wrong with requests to the APIs; nothing unless given. */
  apiFault?: ApiOptions['fault'];
  /** Events that AWS would put on the default EventBridge bus. */
  onMeetingEvent?: (event: MeetingEvent) => void;
}

export interface RunningEmulator extends Emulator {
  /** Where the AWS APIs and the control plane answer, without a slash at the end. */
  readonly url: string;
  readonly directory: DirectoryService;
  readonly meetings: MeetingsService;
  reset(): void;
  /** Ends all calls and frees the port; nothing of it goes on. */
  dispose(): Promise<void>;
}

/**
 * Starts the emulator as a server: Chime SDK Voice and Chime SDK Meetings in AWS's wire format, and the control plane
 * below `/_patchbay`, on one port. Calls run on real time unless a clock is given.
 * @throws {Refusal} what is provisioned, or the state, can't be
 * @throws the system's error when the port can't be had
 */
export async function startEmulator(options: StartOptions): Promise<RunningEmulator> {
  const realTime = new RealClock();
  const clock = options.clock ?? realTime;
  const ids = options.ids ?? seededIds(options.seed ?? 1);
  const accountId = options.accountId ?? DEMO_ACCOUNT;
  const region = options.region ?? DEMO_REGION;
  const account = { clock, ids, accountId, region };
  const directory = createDirectory({
    ...account,
    ...(options.directoryQuotas && { quotas: options.directoryQuotas }),
    ...(options.directoryTiming && { timing: options.directoryTiming }),
    ...(options.orderOutcome && { orderOutcome: options.orderOutcome }),
  });
  directory.provision(options.provision ?? {});
  const meetings = createMeetings({
    ...account,
    ...(options.switches?.idempotency && { idempotency: options.switches.idempotency }),
    ...(options.onMeetingEvent && { onEvent: options.onMeetingEvent }),
  });
  const routing = options.everyNumber
    ? openAccount(directory, { ...options.everyNumber, accountId, region })
    : directory;
  const emulator = createEmulator({ ...options, clock, ids, directory: routing, meetings });
  if (options.state) importState({ directory, meetings }, options.state);
  const atStart = exportState({ directory, meetings });
  const reset = (): void => {
    for (const transaction of emulator.engine.transactions.values()) transaction.abandon('reset', false);
    importState({ directory, meetings }, atStart);
    emulator.exchange.reset();
    emulator.rooms.reset();
    emulator.recorder.clear();
  };
  const live = new Live();
  const unsubscribe = emulator.recorder.subscribe((entry) => live.tell({ type: 'trace', entry }));
  const api = createApi({
    clock,
    ids,
    directory: { ...directory, ownsNumber: routing.ownsNumber },
    meetings,
    calls: emulator.engine,
    ...(options.throttles && { throttles: options.throttles }),
    ...(options.apiFault && { fault: options.apiFault }),
    onCall: (call) => live.tell({ type: 'api', call }),
  });
  const control = createControl({ emulator, directory, meetings, listeners: () => live.listeners, reset });
  const stop = (): void => {
    for (const transaction of emulator.engine.transactions.values()) transaction.abandon('emulator stopped', false);
    unsubscribe();
    live.close();
    meetings.close();
    realTime.close();
  };
  try {
    const { port = 0, host } = options;
    const onUpgrade = live.upgrade.bind(live);
    const server = await startServer(either(control, api), { port, onUpgrade, ...(host !== undefined && { host }) });
    const { url } = server;
    const dispose = (): Promise<void> => {
      stop();
      return server.close();
    };
    return { ...emulator, url, directory, meetings, reset, dispose };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Every number leads to one function, whose application the API knows too. */
export function openAccount(directory: DirectoryService, options: OpenDirectoryOptions): Directory {
  const open = openDirectory(options);
  const applications = open.route({ host: '' }).map(({ application: { sipMediaApplicationId: id, functionArn } }) => {
    return { name: functionArn.split(':')[6] ?? functionArn, id, functionArn };
  });
  directory.provision({ applications });
  return open;
}

function either(control: ApiHandler, api: ApiHandler): ApiHandler {
  return (request) => (request.url.startsWith(`${CONTROL_PREFIX}/`) ? control(request) : api(request));
}
