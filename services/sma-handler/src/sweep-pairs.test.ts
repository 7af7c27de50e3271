import type { Voice } from '@patchbay/chime';
import { expect, test } from '@jest/globals';
import { transferPairs } from '../test/transfer-world.ts';
import { sweepPairs } from './sweep-pairs.ts';

const unchanged = { created: 0, removed: 0, retired: 0, resharded: 0 };
const SMA = '00000000-0000-4000-8000-00000000050a';
const LEASE_MS = 15 * 60_000;

type Answer = Awaited<ReturnType<Voice['updateCall']>>;
const alive: Answer = { ok: true, transactionId: 'call-1' };
const refused = (reason: 'not-found' | 'throttled'): Answer => ({
  ok: false,
  reason,
  message: reason,
  cause: undefined,
});

/** A call that has a pair, and whose lease has run out. */
async function expired(answer: Answer) {
  let time = 0;
  const world = await transferPairs(1, () => time);
  await world.pairs.claim({ transactionId: 'call-1', data: { sip_media_application_id: SMA } });
  time = LEASE_MS;
  const asked: unknown[] = [];
  const updateCall: Voice['updateCall'] = (update) => {
    asked.push(update);
    return Promise.resolve(answer);
  };
  const pause = (ms: number): Promise<void> => {
    time += ms;
    return Promise.resolve();
  };
  const run = () => sweepPairs({ ...world, voice: { updateCall }, now: () => time, pause });
  return { asked, run, claimed: () => world.claimed(), numbers: world.numbers };
}

test('a call that is gone loses its pair', async () => {
  const { run, asked, claimed } = await expired(refused('not-found'));
  expect(await run()).toEqual({ ...unchanged, expired: 1, renewed: 0, freed: 1, left: 0 });
  expect(asked).toEqual([{ sipMediaApplicationId: SMA, transactionId: 'call-1', arguments: { action: 'ping' } }]);
  expect(await claimed()).toEqual([]);
});

test('a call that lives keeps its pair, and is not asked again before the next lease is over', async () => {
  const { run, asked, claimed } = await expired(alive);
  expect(await run()).toEqual({ ...unchanged, expired: 1, renewed: 1, freed: 0, left: 0 });
  expect(await run()).toEqual({ ...unchanged, expired: 0, renewed: 0, freed: 0, left: 0 });
  expect(asked).toHaveLength(1);
  expect(await claimed()).toHaveLength(1);
});

test('a call that could not be asked keeps its pair until the next time', async () => {
  const { run, claimed } = await expired(refused('throttled'));
  expect(await run()).toEqual({ ...unchanged, expired: 1, renewed: 0, freed: 0, left: 1 });
  expect(await claimed()).toHaveLength(1);
});

test('the table follows the numbers: pairs of new ones are there, those of old ones go as they become free', async () => {
  const { run, claimed, numbers } = await expired(refused('not-found'));
  const before = structuredClone(numbers);
  numbers.sma = ['+12065550143', '+12065550144'];
  expect(await run()).toEqual({
    created: 2,
    removed: 0,
    retired: 1,
    resharded: 0,
    expired: 1,
    renewed: 0,
    freed: 1,
    left: 0,
  });
  expect(await claimed()).toEqual([]);
  Object.assign(numbers, before);
  expect(await run()).toMatchObject({ created: 1, removed: 2 });
});
