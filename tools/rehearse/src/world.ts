import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Stage } from '@patchbay/config';
import { endpointsOf, type RunningEmulator, scriptedBots, startEmulator, VirtualClock } from '@patchbay/emulator';
import {
  assistant,
  freePorts,
  lambdaFunctions,
  LOCAL_ACCOUNT_ID,
  type LocalMail,
  people,
  startMail,
} from '@patchbay/local';
import { deliver } from './events.ts';
import { type Front, startFront } from './front/start-front.ts';
import { type MiniStack, startMiniStack } from './ministack.ts';
import { openStorage } from './storage.ts';
import { EXISTING, NUMBER_QUOTA } from './stage-file.ts';
import { ROOT } from './workspace.ts';

/** An AWS account on this machine, with nothing in it, and the telephone network. */
export interface World {
  ministack: MiniStack;
  emulator: RunningEmulator;
  /** SES, with what was sent for stories to read. */
  mail: LocalMail;
  clock: VirtualClock;
  /** What leads an SDK client, and the Serverless Framework, here and nowhere else. */
  variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const INSIDE = join(import.meta.dirname, 'inside');

/** When a part does not start, stops what has started and rejects. */
export async function startWorld(programs: string, stage: Stage, signal: AbortSignal): Promise<World> {
  const started = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'rehearse-'));
    started.defer(() => rm(folder, { recursive: true, force: true }));
    const [port = 0] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const clock = new VirtualClock(Date.now());
    const functions = started.adopt(lambdaFunctions(url), (it) => it.dispose());
    const emulator = await startEmulator({ ...accountOf(stage, url), clock, functions });
    started.adopt(emulator, (it) => it.dispose());
    const front = started.adopt(await startFront(url), (it) => it.stop());
    const account = { accountId: LOCAL_ACCOUNT_ID, region: stage.region };
    const mail = started.adopt(await startMail({ account, clock, ids: { uuid: randomUUID } }), (it) => it.stop());
    if (stage.mail) mail.verify(stage.mail.from);
    mail.addConfigurationSet(stage.names.configurationSet);
    const variables = insideVariables(front, emulator, mail);
    const ministack = await startMiniStack({ programs, port, folder, variables, signal });
    started.adopt(ministack, (it) => it.stop());
    const all = started.move();
    return {
      ministack,
      emulator,
      mail,
      clock,
      variables: outsideVariables(stage, front),
      stop: () => all.disposeAsync(),
    };
  } finally {
    await started.disposeAsync();
  }
}

/** The buckets, as calls and stories see them. */
export const storageAt = (url: string) => openStorage(url, join(ROOT, 'services/sma-handler/assets'));

/** What an account has that has never seen Patchbay. */
function accountOf(stage: Stage, url: string) {
  return {
    accountId: LOCAL_ACCOUNT_ID,
    provision: {
      numbers: EXISTING.map((number) => ({ number })),
      voiceConnectors: stage.voiceConnectorDestinations.map(({ arn }) => {
        const id = arn.split('/').at(-1) ?? '';
        return { name: `pbx-${id}`, id, routes: [{ host: 'pbx.example.com' }] };
      }),
    },
    region: stage.region,
    storage: storageAt(url),
    bots: scriptedBots(stage.bot ? { [stage.bot.aliasArn]: assistant } : {}),
    farEnds: Object.fromEntries(people.map(({ number, farEnd }) => [number, farEnd])),
    directoryQuotas: { phoneNumbers: NUMBER_QUOTA },
    // Requests come in real time.
    throttles: {},
    quotas: { createCallsPerSecond: 1_000, updateCallsPerSecond: 1_000, activeCalls: stage.quotas.activeCalls },
    // Whoever waits for what should come of it notices when it is lost.
    onMeetingEvent: (event: object) => void deliver(url, event).catch(() => undefined),
  };
}

/** Of functions: Amazon Chime is the emulator, e-mail arrives where a story reads it, and messages to live sockets need somebody who knows whose they are. */
function insideVariables(front: Front, emulator: RunningEmulator, mail: LocalMail): Record<string, string> {
  return {
    ...endpointsOf(emulator.url),
    AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: front.url,
    AWS_ENDPOINT_URL_SESV2: mail.endpoint,
    NODE_OPTIONS: `--import=${join(INSIDE, 'aws-names.ts')}`,
    PYTHONPATH: join(INSIDE, 'python'),
  };
}

function outsideVariables({ region }: Stage, front: Front): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: front.url,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Real milliseconds. */
const TICK_MS = 50;

/** While it works, call time goes on as real time does; otherwise it goes on only when somebody waits for it. */
export async function inRealTime<T>({ clock }: Pick<World, 'clock'>, work: () => Promise<T>): Promise<T> {
  let isDone = false;
  const working = work().finally(() => (isDone = true));
  const passing = (async () => {
    while (!isDone) {
      await setTimeout(TICK_MS);
      await clock.pass(TICK_MS);
    }
  })();
  const [result] = await Promise.all([working, passing]);
  return result;
}
