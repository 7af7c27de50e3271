import type { Clock, Timer } from '../../clock/clock.ts';
import type { CallView, LegView } from './call-view.ts';

/** A leg that stayed connected to nobody, with nothing left to do, for as long as is tolerated. */
export interface Silence {
  readonly view: CallView;
  readonly leg: LegView;
  /** Call time at which it was found, milliseconds since the epoch. */
  readonly at: number;
}

export interface SilenceOptions {
  clock: Clock;
  graceMs: number;
  waits(view: CallView): boolean;
  found(silence: Silence): void;
}

/** Watches calls for silence: it begins when whatever plays is over, so the grace comes on top of that. */
export class SilenceWatch {
  readonly #options: SilenceOptions;
  readonly #timers = new Map<CallView, Timer>();

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Something happened in the call. */
  look(view: CallView): void {
    this.#timers.get(view)?.cancel();
    this.#timers.delete(view);
    if (this.#lonely(view)) this.#start(view);
  }

  #start(view: CallView): void {
    const { clock, graceMs } = this.#options;
    const check = (): void => {
      const leg = this.#lonely(view);
      if (leg && view.asking === undefined) this.#options.found({ view, leg, at: clock.now() });
      else if (leg) this.#start(view);
    };
    this.#timers.set(view, clock.after(graceMs, check));
  }

  #lonely(view: CallView): LegView | undefined {
    if (view.running || view.ended) return undefined;
    const [leg, other] = view.connected;
    if (!leg || other) return undefined;
    // Who never talked to anybody, nor was in a meeting, may be listened to without a sound.
    if (leg.listensFor && !leg.bridged && view.leg('LEG-B')?.kind !== 'meeting') return undefined;
    return this.#options.waits(view) ? undefined : leg;
  }
}
