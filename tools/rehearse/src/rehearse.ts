import type { Stage } from '@patchbay/config';
import type { MainIo } from '@patchbay/local';
import { callEverything, type Dialled, ivr, standIn } from './calls.ts';
import { nx, tryNx } from './deploy.ts';
import { RehearsalError } from './errors.ts';
import { readExports, readNumbers } from './exports.ts';
import { inventory, voiceInventory } from './inventory.ts';
import { openAccounts } from './people.ts';
import type { Report } from './report.ts';
import { stackAtRest } from './stacks.ts';
import { stageSettings, writeStage } from './stage-file.ts';
import { STAGE } from './workspace.ts';
import { inRealTime, type World } from './world.ts';

/** Meetings with nobody in them end by themselves after five minutes. */
const MEETING_MS = 400_000;

/** Everything that can be done to a deployment, in order; the first thing that fails ends it. */
export async function rehearse(report: Report, world: World, stage: Stage, { stop }: MainIo): Promise<void> {
  const deploy = () => inRealTime(world, () => nx(world, 'deploy', stop));
  const before = await everything(world);

  const printed = await report.step('nx run-many -t deploy', deploy);
  await report.step('what a person needs next is told', async () => {
    for (const line of nextSteps(printed)) report.note(line);
  });
  const exports = await readExports(world.ministack.url, stage.names);
  const numbers = await readNumbers(world.ministack.url);
  const signIn = await report.step('two people sign up', () => openAccounts(world.ministack.url, stage, exports));
  const dialled: Dialled = { stage, world, exports, signIn, numbers };
  await callEverything(report, dialled);

  await report.step('deployed again, nothing changes', () => unchanged(world, deploy));
  await alone(report, dialled, stop);
  await changed(report, world, deploy);
  await failed(report, world, stop);

  await report.step('nx run-many -t remove', () => inRealTime(world, () => nx(world, 'remove', stop)));
  await report.step('nothing is left', async () => {
    await world.clock.pass(MEETING_MS);
    same('left', await everything(world), before);
  });
}

async function everything({ ministack, emulator }: World): Promise<string[]> {
  return [...(await inventory(ministack.url)), ...voiceInventory(emulator)];
}

const NOTHING_TO_DO = 'No changes to deploy';

async function unchanged(world: World, deploy: () => Promise<string>): Promise<void> {
  const before = await everything(world);
  const printed = await deploy();
  const services = printed.match(/^Deploying /gm)?.length ?? 0;
  const skipped = printed.split(NOTHING_TO_DO).length - 1;
  if (services === 0 || services !== skipped) {
    throw new RehearsalError(`${services - skipped} of ${services} services were deployed again.`, printed);
  }
  same('changed', await everything(world), before);
}

/** A service is removed and deployed by itself; meanwhile infra's stand-in answers. */
async function alone(report: Report, dialled: Dialled, stop: AbortSignal): Promise<void> {
  const { world } = dialled;
  const target = (what: 'deploy' | 'remove') => inRealTime(world, () => nx(world, `sma-handler:${what}`, stop));
  await report.step('sma-handler is removed, and callers hear that nothing is ready', async () => {
    await target('remove');
    await standIn(dialled);
  });
  await report.step('sma-handler is deployed again, and answers', async () => {
    await target('deploy');
    await ivr(dialled);
  });
}

/** An option and a number more: what was there stays what it was. */
async function changed(report: Report, world: World, deploy: () => Promise<string>): Promise<void> {
  const before = await everything(world);
  writeStage({ telephony: telephonyWith({ messageLogging: true, menus: 2 }) });
  await report.step('changed to log messages and to have one more number, only that changes', async () => {
    await deploy();
    const after = await everything(world);
    const gone = before.filter((each) => !after.includes(each));
    same('gone', gone.map(withoutIds), [application('off')]);
    const added = after.filter((each) => !before.includes(each) && !each.startsWith('number '));
    same('added', added.map(withoutIds), [application('on'), `SIP rule patchbay-${STAGE}-Menu2`]);
    same('ordered', [String(numbersIn(after) - numbersIn(before))], ['1']);
  });
}

const application = (logging: string) => `SIP media application patchbay-${STAGE}, message logs ${logging}`;
/** Names of ours may end in what makes them different from those of the stack before. */
const withoutIds = (each: string) => each.replace(/ [0-9a-f]{12}\b/, '');
const numbersIn = (list: readonly string[]) => list.filter((each) => each.startsWith('number ')).length;

function telephonyWith({ messageLogging, menus }: { messageLogging: boolean; menus: number }): object {
  const { telephony } = stageSettings;
  const menu = { ...telephony.orders.menu, count: menus };
  return { ...telephony, messageLogging, orders: { ...telephony.orders, menu } };
}

/** Another change, with more numbers than the account may have: the deployment fails, and everything is as it was. */
async function failed(report: Report, world: World, stop: AbortSignal): Promise<void> {
  const before = await everything(world);
  writeStage({ telephony: telephonyWith({ messageLogging: false, menus: 3 }) });
  await report.step('with a number too many, the deployment fails and all is as it was', async () => {
    const { code, output, status } = await inRealTime(world, async () => {
      const ended = await tryNx(world, 'deploy', stop);
      return { ...ended, status: await stackAtRest(world.ministack.url, `infra-${STAGE}`, stop) };
    });
    stop.throwIfAborted();
    if (code === 0 || !output.includes('may have no more phone numbers')) {
      throw new RehearsalError('It did not fail, or for another reason.', output);
    }
    if (status !== 'UPDATE_ROLLBACK_COMPLETE') throw new RehearsalError(`It ended as ${status}.`, output);
    same('different', await everything(world), before);
  });
}

function same(what: string, found: readonly string[], wanted: readonly string[]): void {
  const more = found.filter((each) => !wanted.includes(each)).map((each) => `  + ${each}`);
  const less = wanted.filter((each) => !found.includes(each)).map((each) => `  - ${each}`);
  if (more.length + less.length > 0)
    throw new RehearsalError(`Something is ${what}:\n${[...more, ...less].join('\n')}`);
}

const ABOUT_NEXT = /^what you need next:\n((?: {2}.*\n)+)/m;

/** What `deploy` says that a person needs next. @throws {RehearsalError} nothing */
function nextSteps(printed: string): string[] {
  const [, lines] = ABOUT_NEXT.exec(printed) ?? [];
  if (lines === undefined) throw new RehearsalError('Nothing was said of what comes next.', printed);
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}
