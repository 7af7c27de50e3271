import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TimerHeap } from './timer-heap.ts';

function nothing(): void {}

function takeAll(heap: TimerHeap, limit = Infinity): number[] {
  const times: number[] = [];
  for (let entry = heap.takeUntil(limit); entry; entry = heap.takeUntil(limit)) times.push(entry.at);
  return times;
}

describe('TimerHeap', () => {
  test('gives timers back by time, and equal times in the order in which they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 200 }), (times) => {
        const heap = new TimerHeap();
        const added = times.map((at, order) => ({ at, order, entry: heap.add(at, nothing) }));
        const taken = [];
        for (let entry = heap.takeUntil(Infinity); entry; entry = heap.takeUntil(Infinity)) taken.push(entry);
        const expected = added.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ entry }) => entry);
        expect(taken).toEqual(expected);
        taken.forEach((entry, index) => expect(entry).toBe(expected[index]));
      }),
    );
  });

  test('gives nothing that is due after the limit', () => {
    const heap = new TimerHeap();
    for (const at of [30, 10, 20]) heap.add(at, nothing);
    expect(takeAll(heap, 20)).toEqual([10, 20]);
    expect(takeAll(heap, 29)).toEqual([]);
    expect(takeAll(heap, 30)).toEqual([30]);
  });

  test('never gives back what was cancelled, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.boolean()), { maxLength: 400 }), (timers) => {
        const heap = new TimerHeap();
        const entries = timers.map(([at]) => heap.add(at, nothing));
        timers.forEach(([, cancelled], index) => cancelled && heap.cancel(entries[index]!));
        const kept = timers.filter(([, cancelled]) => !cancelled).map(([at]) => at);
        expect(takeAll(heap)).toEqual(kept.toSorted((a, b) => a - b));
      }),
    );
  });

  test('cancelling twice, or after it fired, changes nothing for the others', () => {
    const heap = new TimerHeap();
    const fired = heap.add(1, nothing);
    heap.add(2, nothing);
    const twice = heap.add(3, nothing);
    heap.takeUntil(1);
    heap.cancel(fired);
    heap.cancel(twice);
    heap.cancel(twice);
    expect(takeAll(heap)).toEqual([2]);
  });

  test('forgets the function of a cancelled timer at once, so that what it holds can be freed', () => {
    const heap = new TimerHeap();
    const held = (): void => {};
    const entry = heap.add(1, held);
    heap.cancel(entry);
    expect(entry.fn).not.toBe(held);
  });
});
