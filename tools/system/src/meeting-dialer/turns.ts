import type { Clock, Timer } from '@patchbay/emulator';
import type { Choices } from './choices.ts';
import { whole } from './choices.ts';

export interface Turns {
  /** Resolves when it is one's turn: everybody who waits at a moment goes on in an order that is drawn. */
  take(): Promise<void>;
  /** The same, after call time has passed. */
  sleep(ms: number): Promise<void>;
  /** Begins something then. */
  after(ms: number, work: () => void): Timer;
}

/** Functions at work at the same time: whatever they ask for takes turns, and call time stands still meanwhile. */
export function createTurns(clock: Clock, choices: Choices): Turns {
  const waiting: (() => void)[] = [];
  let release: (() => void) | undefined;
  const next = (): void => {
    if (waiting.length === 0) {
      release?.();
      release = undefined;
      return;
    }
    const last = waiting.length - 1;
    const index = last === 0 ? 0 : choices.of('turn', 0, (random) => whole(0, last, random));
    const [go] = waiting.splice(Math.min(index, last), 1);
    go?.();
    setImmediate(next);
  };
  const take = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (release) return;
      release = clock.hold();
      setImmediate(next);
    });
  const after = (ms: number, work: () => void): Timer => clock.after(ms, () => void take().then(work));
  return { take, after, sleep: (ms) => new Promise((resolve) => void after(ms, resolve)) };
}
