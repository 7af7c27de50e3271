/** A function may be gone between any two things that it does; its message comes again when its time in the queue is over. */
import { expect, test } from '@jest/globals';
import type { InviteDeps } from '../src/invite/invite.ts';
import { KEY, NOW, startWorld, type World } from './support/invite-world.ts';

const VISIBLE_AGAIN_MS = 90_000;
const PORTS = [
  'scheduledMeetings',
  'participants',
  'lines',
  'quota',
  'counters',
  'mailer',
  'voice',
  'invitations',
] as const;

type When = 'before' | 'after';
type Method = (...given: unknown[]) => Promise<unknown>;

/** The same ports, of a function that is gone before, or after, it has done so many things: then nothing is answered. */
function dying(deps: InviteDeps, last: number, when: When) {
  let done = 0;
  const { promise: death, resolve: die } = Promise.withResolvers<'gone'>();
  const never = new Promise<never>(() => undefined);
  const wrap = (method: Method): Method =>
    async function (...given) {
      done += 1;
      if (done > last || (done === last && when === 'before')) {
        die('gone');
        return never;
      }
      const result = await method(...given);
      if (done < last) return result;
      die('gone');
      return never;
    };
  const ports = PORTS.map((port) => [
    port,
    Object.fromEntries(Object.entries(deps[port] ?? {}).map(([name, method]) => [name, wrap(method as Method)])),
  ]);
  return { deps: { ...deps, ...Object.fromEntries(ports) } as InviteDeps, death };
}

async function invariants(world: World): Promise<void> {
  const { sent, people, calledAfterReceipt, queue } = world;
  expect(queue).toEqual([]);
  expect(calledAfterReceipt).toEqual([]);
  const addresses = sent.map(({ to }) => to);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const { email = '', mail, outcome } of await people()) {
    expect(['sent', 'unknown']).toContain(mail);
    if (!addresses.includes(email)) expect(mail).toBe('unknown');
    expect(outcome).toBe('joined');
  }
}

test.each<[When, number]>([
  ['before', 1],
  ['after', 1],
  ['before', 2],
  ['after', 2],
])(
  'gone %s any of its steps, with %i messages: one mail at most, no call after a receipt, nobody is forgotten',
  async (when, messages) => {
    let steps = 0;
    for (let isGone = true; isGone; steps++) {
      expect(steps).toBeLessThan(200);
      const world = await startWorld({ people: [{}, {}], settings: { callsPerSecond: 2 } });
      const { deps, death } = dying(world.deps, steps + 1, when);
      const others = Array.from({ length: messages - 1 }, () => world.invoke());
      const outcome = await world.time.while(Promise.race([world.invoke(undefined, deps), death]));
      await world.time.while(Promise.all(others));
      isGone = outcome === 'gone';
      if (isGone) {
        world.queue.push({ at: world.time.now() + VISIBLE_AGAIN_MS, delay: 0, message: { ...KEY, sentAt: NOW } });
      }
      await world.drain();
      await invariants(world);
    }
    // Two people are mailed and called, and the meeting is looked at before and after.
    expect(steps).toBeGreaterThan(15);
  },
);
