/** A clock that passes while everybody waits. */
export function createVirtualTime(start: number) {
  let time = start;
  const timers: { at: number; ring: () => void }[] = [];
  const after = (ms: number, ring: () => void) => void timers.push({ at: time + Math.max(0, ms), ring });

  /** Rings the next timer that is due until then; false when there is none. */
  function passTo(latest: number): boolean {
    const [next] = timers.toSorted((a, b) => a.at - b.at);
    if (!next || next.at > latest) return false;
    timers.splice(timers.indexOf(next), 1);
    time = Math.max(time, next.at);
    next.ring();
    return true;
  }
  /** Whatever goes on without waiting has happened. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    now: () => time,
    after,
    sleep: (ms: number) => new Promise<void>((resolve) => after(ms, resolve)),
    /** What the work gives; time passes while it waits. */
    async while<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const done = () => void (isDone = true);
      work.then(done, done);
      for (;;) {
        await settled();
        if (isDone) return work;
        if (!passTo(Infinity)) throw new Error('Something waits for what never happens');
      }
    },
    async pass(ms: number): Promise<void> {
      const latest = time + ms;
      await settled();
      while (passTo(latest)) await settled();
      time = latest;
    },
  };
}

export type VirtualTime = ReturnType<typeof createVirtualTime>;
