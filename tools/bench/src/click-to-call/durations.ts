import { randomUUID } from 'node:crypto';
import { percentile } from '../statistics.ts';
import type { Row } from '../suite.ts';
import type { Latency } from './contestant.ts';
import { beside, type Worlds } from './requests.ts';
import type { World } from './world.ts';

const CALLS = 60;
const BLOCKS = 3;
const USERS = 50;
/** Of one call each: an account may have 250 meetings. */
const ROUNDS = 5;

/** All requests alike, which is hard on whoever asks tables; and what a table takes (see the suite of claims). */
const LATENCIES: readonly Latency[] = [
  { dynamoDbMs: 20, othersMs: 20 },
  { dynamoDbMs: 5, othersMs: 20 },
];

/**
 * How long `POST /calls` takes with a new key. Many at once share one instance, and its machine with the AWS that they
 * ask: that says more of the machine, which has to serve almost twice as many requests for ours.
 */
export async function durations({ ours, theirs }: Worlds): Promise<Row[]> {
  const rows: Row[] = [];
  for (const latency of LATENCIES) {
    ours.latency = theirs.latency = latency;
    const { dynamoDbMs, othersMs } = latency;
    const name =
      dynamoDbMs === othersMs ? `requests of ${othersMs} ms` : `of ${othersMs} ms, DynamoDB ${dynamoDbMs} ms`;
    const [alone, theirsAlone]: [number[], number[]] = [[], []];
    // In turn, so that whatever else the machine does hits both.
    for (let block = 0; block < BLOCKS; block += 1) {
      alone.push(...(await inARow(ours, 'me', CALLS / BLOCKS)));
      theirsAlone.push(...(await inARow(theirs, 'me', CALLS / BLOCKS)));
    }
    rows.push(...rowsOf(`one user, ${name}`, alone, theirsAlone));
    const [together, theirsTogether] = [await atOnce(ours), await atOnce(theirs)];
    rows.push(...rowsOf(`${USERS} at once, ${name}`, together.took, theirsTogether.took));
    rows.push({
      what: `POST /calls, ${USERS} at once, ${name}`,
      value: together.requests,
      unit: 'requests a call',
      ...beside(theirsTogether.requests),
    });
  }
  return rows;
}

async function inARow(world: World, user: string, calls: number): Promise<number[]> {
  const took: number[] = [];
  for (let call = 0; call < calls; call += 1) took.push((await world.dial(user, randomUUID())).ms);
  world.clear();
  return took;
}

/** Requests are more than those of one when some had to be repeated. */
async function atOnce(world: World): Promise<{ took: number[]; requests: number }> {
  const users = Array.from({ length: USERS }, (_, index) => `user-${index}`);
  const round = () => Promise.all(users.map(async (user) => (await world.dial(user, randomUUID())).ms));
  // Opens the connections.
  await round();
  world.clear();
  const took: number[] = [];
  const sent = await world.during(async () => {
    for (let each = 0; each < ROUNDS; each += 1) took.push(...(await round()));
  });
  world.clear();
  return { took, requests: sent.length / took.length };
}

function rowsOf(what: string, ours: readonly number[], theirs: readonly number[]): Row[] {
  return [0.5, 0.99].map((share) => ({
    what: `POST /calls, ${what}, p${share * 100}`,
    value: percentile(ours, share),
    unit: 'ms',
    ...beside(percentile(theirs, share)),
  }));
}
