import { basename, join } from 'node:path';
import { readStage, type Stage } from '@patchbay/config';
import { openApi } from '@patchbay/contracts';
import {
  type Clock,
  type ContactCentre,
  endpointsOf,
  type RunningEmulator,
  scriptedBots,
  startEmulator,
  type StartOptions,
} from '@patchbay/emulator';
import { arn, LOCAL_ACCOUNT_ID, type Account } from '../aws/account.ts';
import { findServices } from '../environment/find-services.ts';
import type { LocalAws } from '../environment/start-aws.ts';
import { type Local, startLocal } from '../environment/start-local.ts';
import { openConnect } from './contact-centre.ts';
import { lambdaFunctions } from './functions.ts';
import { writeSetting } from './settings.ts';
import { assistant, people } from './people.ts';
import { type Ports, requireFree } from './ports.ts';
import { openSignIn, type SignIn } from './sign-in.ts';

export interface PatchbayOptions {
  clock: Clock;
  /** Free ports when missing. */
  ports?: Ports;
  /** AWS's, unless given; on virtual time there should be none, since requests come in real time. */
  throttles?: NonNullable<StartOptions['throttles']>;
  /** The stage's, unless given. */
  quotas?: Partial<NonNullable<StartOptions['quotas']>>;
  /** How the account is not like a new one, in which nothing goes wrong. */
  account?: Pick<StartOptions, 'directoryQuotas' | 'directoryTiming' | 'apiFault'>;
  /** Whether functions are built again when a file is saved. */
  watch?: boolean;
  /** Gets each line that a service or its functions print. */
  onLine?: (service: string, line: string) => void;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
}

/** All services of this repository with all that they talk to. */
export interface Patchbay {
  stage: Stage;
  local: Local;
  emulator: RunningEmulator;
  /** Who has been through the contact flow. */
  contacts?: ContactCentre;
  /** Where people sign in. */
  signIn?: SignIn;
  stop(): Promise<void>;
}

export const ROOT = join(import.meta.dirname, '../../../..');
export const STAGE = 'dev';
/** The SIP media application of all numbers, and whose function answers it. */
export const APPLICATION = 'patchbay';
const HANDLER = `sma-handler-${STAGE}-handler`;

/**
 * Starts everything that `npm start` consists of. When a part fails to start, stops what has started and rejects.
 * @throws {LocalError} a port is taken, or a service does not start
 */
export async function startPatchbay(options: PatchbayOptions): Promise<Patchbay> {
  const { clock, ports, onLine, signal, watch = false } = options;
  const stage = readStage(STAGE);
  const account = { accountId: LOCAL_ACCOUNT_ID, region: stage.region };
  const services = await findServices(join(ROOT, 'services'));
  if (ports) await requireFree(ports, services.length);
  const started = new AsyncDisposableStack();
  const { promise, resolve } = Promise.withResolvers<RunningEmulator>();
  try {
    const local = await startLocal({
      ...{ account, clock, services, stage: STAGE, watch },
      ...(ports && { ports: ports.aws, httpApiPort: ports.httpApi, servicePort: ports.services }),
      ...(onLine && { onLine }),
      ...(signal && { signal }),
      documents: { '/openapi.json': openApi },
      seeds: ['prompts', 'conference'].map((name) => ({
        bucketName: stage.names.buckets.prompts,
        folder: join(assetsFolder(services), name),
        prefix: `${name}/`,
      })),
      async companions(aws) {
        const functions = started.adopt(lambdaFunctions(aws.endpoints.LAMBDA), (it) => it.dispose());
        const settings = { ...settingsOf(stage, account, aws), ...(ports && { port: ports.emulator }) };
        const { throttles } = options;
        const quotas = { ...settings.quotas, ...options.quotas };
        const more = { clock, functions, quotas, ...options.account, ...(throttles && { throttles }) };
        const emulator = await startEmulator({ ...settings, ...more });
        started.adopt(emulator, (it) => it.dispose());
        resolve(emulator);
        return endpointsOf(emulator.url);
      },
    });
    // It goes first: no function may find the emulator gone.
    started.adopt(local, (it) => it.stop());
    const emulator = await promise;
    const [contacts, signIn] = await Promise.all([
      openConnect({ root: ROOT, stage, aws: local.aws, emulator }),
      openSignIn(stage, local.aws),
      writeSetting(stage, local.aws, 'telephony', telephonyOf(stage, emulator)),
      writeSetting(stage, local.aws, 'site', { url: local.httpApi.endpoint }),
    ]);
    const all = started.move();
    const more = { ...(contacts && { contacts }), ...(signIn && { signIn }) };
    return { stage, local, emulator, ...more, stop: () => all.disposeAsync() };
  } finally {
    await started.disposeAsync();
  }
}

/** What calls are placed with: infra would write it down when it has made the application. */
function telephonyOf(stage: Stage, { directory }: RunningEmulator): Record<string, string> {
  const [callerId = ''] = Object.keys(stage.numbers);
  const [target] = directory.route({ number: callerId });
  return { callerId, sipMediaApplicationId: target?.application.sipMediaApplicationId ?? '' };
}

function assetsFolder(services: readonly string[]): string {
  return join(services.find((folder) => basename(folder) === 'sma-handler') ?? '', 'assets');
}

/** The account as infra would set it up, and the world around it. */
function settingsOf(stage: Stage, account: Account, aws: LocalAws): Omit<StartOptions, 'functions' | 'clock'> {
  const { callsPerSecond, updatesPerSecond, activeCalls } = stage.quotas;
  return {
    ...account,
    provision: {
      applications: [{ name: APPLICATION, functionArn: arn(account, 'lambda', `function:${HANDLER}`) }],
      voiceConnectors: stage.voiceConnectorDestinations.map(({ arn: voiceConnectorArn }) => {
        const id = voiceConnectorArn.split('/').at(-1) ?? '';
        return { name: `pbx-${id}`, id, routes: [{ host: 'pbx.example.com' }] };
      }),
      rules: Object.keys(stage.numbers).map((number) => ({
        name: number,
        targets: [APPLICATION],
        trigger: { number },
      })),
    },
    storage: aws.s3.storage,
    bots: scriptedBots(stage.bot ? { [stage.bot.aliasArn]: assistant } : {}),
    farEnds: Object.fromEntries(people.map(({ number, farEnd }) => [number, farEnd])),
    quotas: { createCallsPerSecond: callsPerSecond, updateCallsPerSecond: updatesPerSecond, activeCalls },
    onMeetingEvent: (event) => void aws.events.bus.publish(event),
  };
}
