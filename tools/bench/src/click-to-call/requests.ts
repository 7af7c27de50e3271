import type { Row } from '../suite.ts';
import { counted, roundsOf, textOf } from './rounds.ts';
import type { Sent } from './wire.ts';
import type { World } from './world.ts';

export interface Worlds {
  ours: World;
  theirs: World;
}

/** So long that what a function computes between two requests does not matter. */
const LATENCY = { dynamoDbMs: 50, othersMs: 50 };
const TIMES = 3;

/** How many requests a call takes, and how many of them wait for each other: whole numbers, wherever AWS is. */
export async function requests({ ours, theirs }: Worlds): Promise<Row[]> {
  ours.latency = theirs.latency = LATENCY;
  const cold = roundsOf(await ours.during(() => ours.dial('somebody')));
  await ours.listen('me');
  let keys = 0;
  const anew = () => `key-${String((keys += 1)).padStart(6, '0')}`;
  const used = anew();
  await ours.dial('me', used);
  await theirs.dial('me');
  const theirCall = await fewest(theirs, () => theirs.dial('me'));
  const rows = [
    ...rowsOf('POST /calls without a key', await fewest(ours, () => ours.dial('me')), theirCall, '≤ 5'),
    ...rowsOf('POST /calls with a new key', await fewest(ours, () => ours.dial('me', anew())), theirCall, '≤ 6'),
    // Theirs places a second call.
    ...rowsOf('POST /calls with a key again', await fewest(ours, () => ours.dial('me', used)), theirCall, '≤ 5'),
    ...rowsOf('POST /calls, a new instance, without a key', cold, theirCall),
  ];
  return [...rows, ...wholeCall(await ours.wholeCall('me'), await theirs.wholeCall('me'))];
}

/** Chance makes it more rounds, never fewer. */
async function fewest(world: World, work: () => Promise<unknown>): Promise<Sent[][]> {
  const all: Sent[][][] = [];
  for (let time = 0; time < TIMES; time += 1) all.push(roundsOf(await world.during(work)));
  const [first = []] = all.toSorted((one, other) => one.length - other.length);
  return first;
}

function rowsOf(what: string, ours: Sent[][], theirs: Sent[][], target?: string): Row[] {
  return [
    { what, value: ours.flat().length, unit: 'requests', ...beside(theirs.flat().length), detail: textOf(ours) },
    {
      what: `${what}, one after the other`,
      value: ours.length,
      unit: 'requests',
      ...(target !== undefined && { target }),
      ...beside(theirs.length),
    },
  ];
}

/** The function of the call, of which each event waits for the one before. */
function wholeCall(ours: Sent[][], theirs: Sent[][]): Row[] {
  const total = (events: Sent[][]) => events.flat().length;
  const deepest = (events: Sent[][]) => Math.max(...events.map((event) => roundsOf(event).length));
  const what = 'a call from its first event to its last';
  return [
    {
      what,
      value: total(ours),
      unit: 'requests',
      ...beside(total(theirs)),
      detail: counted(ours.flat().map(({ operation }) => operation)),
    },
    {
      what: `${what}, one after the other in an event`,
      value: deepest(ours),
      unit: 'requests',
      target: '≤ 3',
      ...beside(deepest(theirs)),
      detail: ours.map((event) => textOf(roundsOf(event)) || 'none').join('; '),
    },
  ];
}

export const beside = (value: number): Pick<Row, 'comparedWith'> => ({ comparedWith: { what: 'predecessor', value } });
