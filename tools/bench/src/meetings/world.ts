import { type RunningEmulator, startEmulator, VirtualClock } from '@patchbay/emulator';
import { startDynamoDb, type LocalDynamoDb } from '@patchbay/local';
import type { SmaEvent, SmaResponse } from '@patchbay/sma';
import { createWire } from '../click-to-call/wire.ts';
import { callTime, type CallTime } from './call-time.ts';
import { MANNERS, type Manner, type Person } from './people.ts';
import { type Noted, requestHandler, type RequestHandler } from './request-handler.ts';
import { mailService, queueService, secretsService } from './services.ts';

/** As granted to an account. */
export interface Quotas {
  callsPerSecond: number;
  /** Legs at once. */
  activeCalls: number;
  mailsPerSecond: number;
}

export interface Circumstances {
  people: readonly Person[];
  manner: Manner;
  quotas: Quotas;
}

/** Settings of an SDK client. */
export interface Client {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  requestHandler: RequestHandler;
}

export type Clients = Record<'dynamoDb' | 'chime' | 'mail' | 'queue' | 'secrets', Client>;

/** AWS over HTTP, and telephones, in call time. */
export interface World extends Circumstances {
  time: CallTime;
  emulator: RunningEmulator;
  dynamoDb: LocalDynamoDb;
  /** Of functions that send invitations. */
  clients: Clients;
  sent: readonly Noted[];
  /** Of the function of the calls, whose requests last no call time: the calls wait for its answers in any case. */
  flowClients: Clients;
  flowSent: readonly Noted[];
  /** Answers the events of calls. */
  answer(flow: (event: SmaEvent) => Promise<SmaResponse>): void;
  /** Gets messages that are sent to a queue, when they have waited. */
  receive(receiver: (message: string) => void): void;
  /** Calls that have come into a meeting. */
  joined: ReadonlySet<string>;
  /** Messages that wait. */
  readonly waiting: number;
  close(): Promise<void>;
}

export const ACCOUNT = { accountId: '111122223333', region: 'us-east-1' };
export const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
export const DIAL_IN = '+12065550130';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:flow';
/** Of each request of the functions that send invitations. */
const LATENCY_MS = 20;

export async function openWorld({ people, manner, quotas }: Circumstances): Promise<World> {
  const clock = new VirtualClock();
  const time = callTime(clock);
  let flow: (event: SmaEvent) => Promise<SmaResponse> = async () => ({ SchemaVersion: '1.0', Actions: [] });
  let receiver: (message: string) => void = () => undefined;
  let waiting = 0;
  const emulator = await startEmulator({
    clock,
    handler: (event: SmaEvent) => flow(event),
    throttles: {},
    quotas: { activeCalls: quotas.activeCalls, createCallsPerSecond: quotas.callsPerSecond },
    farEnds: Object.fromEntries(people.map(({ phoneNumber }) => [phoneNumber, MANNERS[manner]])),
    provision: {
      applications: [{ name: 'flow', id: APPLICATION, functionArn: ARN }],
      rules: [{ name: 'flow', targets: ['flow'], trigger: { number: DIAL_IN } }],
    },
  });
  const joined = new Set<string>();
  emulator.recorder.subscribe((entry) => {
    const isIn = entry.type === 'leg' && entry.tag === 'LEG-B' && entry.state === 'connected';
    if (isIn) joined.add(entry.transactionId);
  });
  const dynamoDb = await startDynamoDb({ account: ACCOUNT });
  const wire = createWire();
  const open = (service: Parameters<typeof wire.open>[0]) => wire.open(service, () => 0);
  const queue = queueService((message, delayMs) => {
    waiting += 1;
    time.after(delayMs, () => {
      waiting -= 1;
      receiver(message);
    });
  });
  const endpoints = {
    ...{ dynamoDb: dynamoDb.endpoint, chime: emulator.url },
    ...{ mail: await open(mailService), queue: await open(queue), secrets: await open(secretsService) },
  };
  const [sent, flowSent]: [Noted[], Noted[]] = [[], []];
  const handlers = [
    requestHandler(time, { latencyMs: LATENCY_MS, note: (each) => void sent.push(each) }),
    requestHandler(time, { latencyMs: 0, note: (each) => void flowSent.push(each) }),
  ] as const;
  const [clients, flowClients] = handlers.map((handler) => clientsOf(endpoints, handler)) as [Clients, Clients];
  return {
    ...{ people, manner, quotas, time, emulator, dynamoDb, clients, sent, flowClients, flowSent, joined },
    answer: (given) => void (flow = given),
    receive: (given) => void (receiver = given),
    get waiting() {
      return waiting;
    },
    async close() {
      for (const handler of handlers) handler.destroy();
      wire.close();
      await emulator.dispose();
      await dynamoDb.stop();
    },
  };
}

function clientsOf(endpoints: Record<keyof Clients, string>, handler: RequestHandler): Clients {
  const of = (endpoint: string): Client => ({
    endpoint,
    region: ACCOUNT.region,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: handler,
  });
  const { dynamoDb, chime, mail, queue, secrets } = endpoints;
  return { dynamoDb: of(dynamoDb), chime: of(chime), mail: of(mail), queue: of(queue), secrets: of(secrets) };
}
