import { measureFills, measureSteady, type Room } from '../claims/measure.ts';
import { dynamoDbRoom } from '../claims/dynamodb-room.ts';
import { modelRoom } from '../claims/model-room.ts';
import { firstFree, patchbay } from '../claims/strategies.ts';
import type { Row, Suite } from '../suite.ts';

/** The predecessor's strategy takes several times as many requests a claim; all at once it would be millions. */
const CALLERS_AT_ONCE = 25;

/** Requests, not time: what a claim costs wherever the table is. */
export const claims: Suite = {
  name: 'claims',
  about: 'requests to the pairs table that a claim takes; 200 pairs in DynamoDB over HTTP, 10,000 in a model of it',
  run: async () => [...(await small()), ...(await large())],
};

async function small(): Promise<Row[]> {
  const room = await dynamoDbRoom(200);
  const name = '200 pairs';
  try {
    const ours = { strategy: patchbay, room, runs: 5 };
    const theirs = { strategy: firstFree, room, runs: 1 };
    return [
      ...(await measureFills(name, ours, theirs)),
      ...(await measureSteady(name, { claims: 200, callersAtOnce: 2 }, { ...ours, runs: 1 }, theirs)),
    ];
  } finally {
    await room.close();
  }
}

async function large(): Promise<Row[]> {
  const room: Room = modelRoom(10_000);
  const name = '10,000 pairs';
  const ours = { strategy: patchbay, room, runs: 1 };
  const theirs = { strategy: firstFree, room, runs: 1, callersAtOnce: CALLERS_AT_ONCE };
  return [
    ...(await measureFills(name, ours)),
    ...(await measureFills(`${name}, ${CALLERS_AT_ONCE} at once`, { ...ours, callersAtOnce: CALLERS_AT_ONCE }, theirs)),
    ...(await measureSteady(name, { claims: 4_000, callersAtOnce: 20 }, ours, theirs)),
  ];
}
