import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { VirtualClock } from '@patchbay/emulator';
import {
  clientNameOf,
  findScripts,
  findServices,
  type FunctionRequest,
  laddersOf,
  numberOf,
  observeRequests,
  type Patchbay,
  play,
  Scene,
  startPatchbay,
  stories,
} from '@patchbay/local';
import { packageTemplate } from '@patchbay/packaged';
import { differences, type Exception } from '../src/rights/compare.ts';
import { grantedBy } from '../src/rights/granted.ts';
import type { Right } from '../src/rights/right.ts';
import { LOCAL_API, usedBy } from '../src/rights/used.ts';
import { applicationId } from './support/application.ts';
import { allThatIsSeldom } from './support/seldom.ts';

// It starts and packages all services, as slowly as the machine is busy.
jest.setTimeout(300_000);

const ROOT = join(import.meta.dirname, '../../..');
const CALLER = '+12065550102';
const TIMEOUT_MS = 30 * 60_000;

/** What must be in the ladders of a call, in order. */
const marks: Readonly<Record<string, readonly string[]>> = {
  'take-back-and-transfer': [
    'contact flow take-back-and-transfer.json starts',
    'contact attributes {"OriginalCallingNumber":"+12065550102"',
    '"You are calling from +12065550102."',
    'CALL_UPDATE_REQUESTED action=transfer',
    'contact ends: CUSTOMER_DISCONNECT',
    'X-Original-Calling-Number: +12065550102',
  ],
  'update-call': [
    'CALL_UPDATE_REQUESTED action=mute',
    'ModifyChimeMeetingAttendees Mute',
    '"You are muted."',
    'DIGITS_RECEIVED ReceiveDigits *5',
    '"All others are muted."',
    'CALL_UPDATE_REQUESTED action=speak text=Your',
    '"Your taxi is here."',
    'CALL_UPDATE_REQUESTED action=hold',
    '"You are on hold."',
  ],
};

const except = (functionName: string, reason: string, ...actions: string[]): Exception[] =>
  actions.map((action) => ({ functionName, action, reason }));

const TABLE_FAILS = 'It undoes what it has done when the table fails just after Chime has done its part.';
const chime = (...operations: string[]) => operations.map((operation) => `chime:${operation}`);

/** Rights that nothing here can make use of. */
const exceptions: readonly Exception[] = [
  ...except('meeting-dialer-dev-joinMeeting', TABLE_FAILS, ...chime('DeleteAttendee')),
  ...except('meeting-dialer-dev-joinAsGuest', TABLE_FAILS, ...chime('DeleteAttendee')),
];

interface Told {
  ladders: readonly string[];
  problems: readonly string[];
}

/** Operations that Chime refuses. */
const refused = new Set<string>();
const requests: FunctionRequest[] = [];
const told = new Map<string, Told>();
let stopObserving: () => void;
let patchbay: Patchbay;
let granted: Map<string, Right[]>;

beforeAll(async () => {
  stopObserving = observeRequests((request) => requests.push(request));
  const services = await findServices(join(ROOT, 'services'));
  const packaging = Promise.all(services.map(packageTemplate));
  [patchbay] = await Promise.all([
    startPatchbay({
      clock: new VirtualClock(Date.now()),
      throttles: {},
      quotas: { createCallsPerSecond: 1_000, updateCallsPerSecond: 1_000, activeCalls: 1_000 },
      account: {
        directoryQuotas: { phoneNumbers: 20 },
        // The function waits for them in real time.
        directoryTiming: { orderMs: 0 },
        apiFault: ({ operation }) => (refused.has(operation) ? { error: 'ForbiddenException' } : undefined),
      },
    }),
    packaging,
  ]);
  const templates = await packaging;
  granted = new Map(templates.flatMap((template) => [...grantedBy(template, patchbay.local.aws.account, exported)]));
  for (const story of stories) await tell(story);
  for (const script of await findScripts(ROOT)) await dial(script);
  await allThatIsSeldom({ patchbay, refused, requests });
});
afterAll(async () => {
  stopObserving();
  await patchbay.stop();
});

async function tell(story: (typeof stories)[number]): Promise<void> {
  const { recorder, url } = patchbay.emulator;
  const scene = new Scene({ patchbay, tell: () => undefined });
  const before = new Set(recorder.list().map(({ transactionId }) => transactionId));
  const failure = await story.tell(scene).then(
    () => [],
    (error: unknown) => [String(error)],
  );
  scene.close();
  const all = recorder.list().map(({ transactionId }) => transactionId);
  const { ladders, problems } = await laddersOf(
    url,
    all.filter((id) => !before.has(id)),
  );
  told.set(story.name, { ladders, problems: [...failure, ...problems] });
}

async function dial(script: Awaited<ReturnType<typeof findScripts>>[number]): Promise<void> {
  const call = {
    number: numberOf(script, patchbay.stage.numbers),
    from: CALLER,
    script: await readFile(script.file, 'utf8'),
    name: script.name,
    timeoutMs: TIMEOUT_MS,
  };
  told.set(script.name, await play(patchbay.emulator.url, call));
}

/** The outputs of infra, as things are called here. */
function exported(name: string): string {
  const { sipMediaApplicationId, webSocketApiId } = patchbay.stage.names.exports;
  const known = { [sipMediaApplicationId]: applicationId(patchbay), [webSocketApiId]: LOCAL_API };
  return known[name] ?? name;
}

describe('all calls that are told', () => {
  test('go as they are told, one after the other', () => {
    const problems = [...told].map(([name, each]) => [name, each.problems]);
    expect(problems).toEqual([...told.keys()].map((name) => [name, []]));
    expect([...told.keys()]).toEqual(expect.arrayContaining(Object.keys(marks)));
  });

  test.each(Object.entries(marks))('%s shows', (name, wanted) => {
    const text = told.get(name)?.ladders.join('\n') ?? '';
    const places = wanted.map((mark) => text.indexOf(mark));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });
});

describe('what functions may do', () => {
  /** Functions that are not there on a machine without Python. */
  const withoutPython = () =>
    patchbay.local.services.flatMap(({ description }) => description.leftOut.map(({ name }) => name));

  test('is what they do, no more and no less', () => {
    const names = [...granted.keys()].filter((name) => !withoutPython().includes(name));
    const rights = new Map(names.map((name) => [name, granted.get(name) ?? []]));
    const used = new Map<string, Right[]>(names.map((name) => [name, []]));
    for (const request of requests) {
      const uses = used.get(request.functionName) ?? [];
      used.set(request.functionName, [...uses, ...usedBy(request, patchbay.local.aws.account.accountId)]);
    }
    expect(differences({ granted: rights, used, exceptions })).toEqual([]);
  });

  test('is told of all functions that run, under names that AWS takes for those of a client', () => {
    const running = patchbay.local.services.flatMap(({ description }) => description.functions.map(({ name }) => name));
    expect([...granted.keys()].sort()).toEqual([...running, ...withoutPython()].sort());
    expect(running.filter((name) => clientNameOf(name).length > 50)).toEqual([]);
  });
});
