/** A timer that waits in the heap. Equal times fire in the order in which they were added. */
export interface Entry {
  at: number;
  order: number;
  fn: () => void;
  cancelled: boolean;
}

/** Binary heap of timers; a cancelled one stays until it surfaces, or until most of the heap is cancelled. */
export class TimerHeap {
  #heap: Entry[] = [];
  #order = 0;
  #cancelled = 0;

  add(at: number, fn: () => void): Entry {
    const entry: Entry = { at, order: this.#order++, fn, cancelled: false };
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return entry;
  }

  cancel(entry: Entry): void {
    if (entry.cancelled) return;
    entry.cancelled = true;
    entry.fn = nothing;
    this.#cancelled++;
    if (this.#cancelled > 64 && this.#cancelled > this.#heap.length / 2) this.#compact();
  }

  /** Takes the earliest timer that is due at `limit` or before. */
  takeUntil(limit: number): Entry | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (!first || (!first.cancelled && first.at > limit)) return undefined;
      this.#removeFirst();
      if (!first.cancelled) {
        // A fired timer that is cancelled afterwards must not be counted as waiting here.
        first.cancelled = true;
        return first;
      }
      this.#cancelled--;
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (this.#heap.length > 0 && last) {
      this.#heap[0] = last;
      this.#down(0);
    }
  }

  #compact(): void {
    this.#heap = this.#heap.filter((entry) => !entry.cancelled).sort(compare);
    this.#cancelled = 0;
  }

  #up(start: number): void {
    const heap = this.#heap;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent, heap)) return;
      index = parent;
    }
  }

  #down(start: number): void {
    const heap = this.#heap;
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && compare(heap[right]!, heap[left]!) < 0 ? right : left;
      if (!this.#swapIfEarlier(child, index, heap)) return;
      index = child;
    }
  }

  #swapIfEarlier(a: number, b: number, heap: Entry[]): boolean {
    const entryA = heap[a]!;
    const entryB = heap[b]!;
    if (compare(entryA, entryB) >= 0) return false;
    heap[a] = entryB;
    heap[b] = entryA;
    return true;
  }
}

function compare(a: Entry, b: Entry): number {
  return a.at - b.at || a.order - b.order;
}

function nothing(): void {}
