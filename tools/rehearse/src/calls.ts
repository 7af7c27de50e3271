import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '@patchbay/config';
import { LOCAL_ACCOUNT_ID, openConnect, type Place, play, Scene, type SignIn, stories } from '@patchbay/local';
import { RehearsalError } from './errors.ts';
import type { Exports } from './exports.ts';
import type { Report } from './report.ts';
import { ROOT, STAGE } from './workspace.ts';
import { storageAt, type World } from './world.ts';

const ANN = '+12065550102';
/** Functions that wait for a browser wait in real time: a minute of call time is 15 s. */
const LOOK_MS = 50;
const CALL_MS = 300_000;
const CONNECT_CALL = 'services/connect-integration/calls/take-back-and-transfer.yml';

/** The flow of each number, by the rules and settings that were deployed. */
export interface Dialled {
  stage: Stage;
  world: World;
  exports: Exports;
  signIn: SignIn;
  /** Number → flow. */
  numbers: Readonly<Record<string, string>>;
}

/** One call of each system, to what was deployed; none may have a diagnostic of level error. */
export async function callEverything(report: Report, dialled: Dialled): Promise<void> {
  await report.step(`ivr: ${numberOf(dialled, 'ivr')}, which was ordered, is answered`, () => ivr(dialled));
  await report.step('take-back-and-transfer: through the contact flow and back', () => takeBack(dialled));
  for (const story of stories) {
    await report.step(`${story.name}: over the deployed HTTP API and live socket`, async () => {
      const tell = (line: string) => report.note(line);
      const scene = new Scene({ patchbay: placeOf(dialled), tell, lookMs: LOOK_MS });
      try {
        await story.tell(scene);
      } finally {
        scene.close();
      }
    });
  }
}

/** @throws {RehearsalError} no number leads to it */
export function numberOf({ numbers }: Pick<Dialled, 'numbers'>, flow: string): string {
  const [number] = Object.entries(numbers).find(([, each]) => each === flow) ?? [];
  if (number === undefined) throw new RehearsalError(`No number leads to ${flow}.`);
  return number;
}

/** Somebody calls the menu. */
export async function ivr(dialled: Dialled): Promise<void> {
  const phone = dialled.world.emulator.phone(ANN);
  phone.dial(numberOf(dialled, 'ivr'));
  await phone.hears('For a recording, press 1');
  phone.press('1');
  await phone.hears('This is a recording');
  await phone.hears('For a recording, press 1');
  phone.hangUp();
}

/** The same call, before there is a menu. */
export async function standIn(dialled: Dialled): Promise<void> {
  const phone = dialled.world.emulator.phone(ANN);
  phone.dial(numberOf(dialled, 'ivr'));
  await phone.hears('not ready');
  await phone.isHungUp();
}

/** Amazon Connect is the emulator's, with the deployed functions; nobody but AWS has the real one. */
async function takeBack(dialled: Dialled): Promise<void> {
  const { stage, world } = dialled;
  const { url } = world.ministack;
  const account = { accountId: LOCAL_ACCOUNT_ID, region: stage.region };
  const aws = { account, endpoints: { LAMBDA: url, DYNAMODB: url } };
  await openConnect({ root: ROOT, stage, aws, emulator: world.emulator });
  const script = await readFile(join(ROOT, CONNECT_CALL), 'utf8');
  const number = numberOf(dialled, 'take-back-and-transfer');
  const call = { number, from: ANN, script, name: CONNECT_CALL, timeoutMs: CALL_MS };
  const { problems, ladders } = await play(world.emulator.url, call);
  if (problems.length > 0) throw new RehearsalError(problems.join('\n'), ladders.join('\n'));
}

/** What a story has around it. */
function placeOf({ stage, world, exports, signIn, numbers }: Dialled): Place {
  const { url } = world.ministack;
  const api = (id: string, stage: string) => `/_aws/execute-api/${id}/${stage}`;
  return {
    emulator: world.emulator,
    signIn,
    stage: { ...stage, numbers },
    local: {
      httpApi: { endpoint: `${url}${api(exports.httpApiId, '$default')}` },
      webSocketEndpoint: `${url.replace(/^http/, 'ws')}${api(exports.webSocketApiId, STAGE)}`,
      aws: { s3: { storage: storageAt(url) }, mail: world.mail },
    },
  };
}
