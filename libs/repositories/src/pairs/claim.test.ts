import { describe, expect, test } from '@jest/globals';
import { createRandom, someNumbers } from '../../test/lab.ts';
import { MOST_REQUESTS, searchPair, type Search } from './claim.ts';
import { Crowd } from './crowd.ts';
import { allPairs, keyOf, type Pair } from './pair.ts';
import { shardCount } from './shards.ts';

const numbers = someNumbers(4, 5);

interface Answers {
  take?(pair: Pair): boolean;
  free?(shard: string): Pair[];
  inTime?(requests: number): boolean;
  crowd?: Crowd;
}

/** Searches on a table that answers as it is told. */
async function search({ take = () => false, free = () => [], inTime = () => true, crowd = new Crowd() }: Answers) {
  const taken: string[] = [];
  const asked: string[] = [];
  let paused = 0;
  const result: Search = await searchPair({
    store: {
      async take(pair) {
        taken.push(keyOf(pair));
        return take(pair);
      },
      async free({ shard }) {
        asked.push(shard);
        return free(shard);
      },
    },
    numbers,
    lease: { owner: 'call-1', expires: 1, data: {} },
    crowd,
    random: createRandom(1),
    pause: async (ms) => void (paused += ms),
    inTime: () => inTime(taken.length + asked.length),
  });
  return { result, taken, asked, paused };
}

const crowded = (): Crowd => {
  const crowd = new Crowd();
  for (let claim = 0; claim < 10; claim++) crowd.met(true);
  return crowd;
};

test('a first step that succeeds is all', async () => {
  const { result, taken, asked, paused } = await search({ take: () => true });
  expect(result).toEqual({ pair: expect.objectContaining({}) });
  expect([taken.length, asked.length, paused]).toEqual([1, 0, 0]);
});

describe('after one miss', () => {
  test('the index is asked when most pairs seem to be taken', async () => {
    const { taken, asked } = await search({ crowd: crowded() });
    expect(taken).toHaveLength(1);
    expect(asked.length).toBeGreaterThan(0);
  });

  test('another step is tried when most pairs seem to be free', async () => {
    const { taken } = await search({});
    expect(new Set(taken).size).toBe(2);
  });

  test('a table that was crowded is forgotten when steps succeed again', async () => {
    const crowd = crowded();
    for (let claim = 0; claim < 10; claim++) crowd.met(false);
    expect((await search({ crowd })).taken).toHaveLength(2);
  });
});

test('none is free after every key of the index had nothing, time and again', async () => {
  const { result, asked } = await search({});
  expect(result).toEqual({ reason: 'none-free' });
  expect(asked).toHaveLength(6);
  expect(new Set(asked).size).toBe(shardCount(20));
});

describe('races that are always lost', () => {
  const free = () => allPairs(numbers);

  test('end at the bound on requests', async () => {
    const { result, taken, asked, paused } = await search({ free });
    expect(result).toEqual({ reason: 'contended' });
    expect(taken.length + asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(paused).toBeGreaterThan(0);
  });

  test('end when time is up', async () => {
    const { result, taken, asked } = await search({ free, inTime: (requests) => requests < 5 });
    expect(result).toEqual({ reason: 'contended' });
    expect(taken.length + asked.length).toBeLessThanOrEqual(6);
  });
});

test('what the index shows of numbers that are not configured is left alone', async () => {
  const stranger = { smaNumber: '+12065550198', connectNumber: '+12065550199' };
  const { result, taken } = await search({ free: () => [stranger] });
  expect(result).toEqual({ reason: 'none-free' });
  expect(taken).not.toContain(keyOf(stranger));
});
