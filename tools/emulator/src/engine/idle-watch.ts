import type { Timer } from '../clock/clock.ts';
import { type Leg, isConnected } from './leg.ts';
import type { Transaction } from './transaction.ts';

/** An inbound call that is neither answered nor worked on is given up after this. */
const UNANSWERED_MS = 30_000;
/** A transfer may be on its way: only what stays idle for this long is worth a diagnostic. */
const GRACE_MS = 2_000;

/** Watches a call in which nothing happens: a caller that rings on, or a leg that is connected to nobody. */
export class IdleWatch {
  readonly #transaction: Transaction;
  #timer: Timer | undefined;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  start(): void {
    if (this.#timer) return;
    const { ports } = this.#transaction.context;
    const { legA } = this.#transaction;
    if (legA?.direction === 'Inbound' && legA.status === undefined) {
      const limit = this.#transaction.openPoint('emptyInbound') === 'hangup' ? 0 : UNANSWERED_MS;
      this.#timer = ports.clock.after(limit, () => this.#transaction.endAll(480, 'not answered'));
      return;
    }
    const lonely = this.#lonelyLeg();
    if (lonely) this.#timer = ports.clock.after(GRACE_MS, () => this.#report(lonely));
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** The only leg that is connected. In a meeting too: whoever is there waits for the other side of the call. */
  #lonelyLeg(): Leg | undefined {
    const [only, other] = this.#transaction.legs.filter(isConnected);
    return other ? undefined : only;
  }

  #report(leg: Leg): void {
    if (!isConnected(leg)) return;
    if (leg.wasBridged) {
      this.#transaction.diagnose(
        'survivor-left-connected',
        `${leg.tag} stays connected, silent and billed after the other leg ended: nothing is left to do on it.`,
        leg,
      );
    } else if (!leg.listener) {
      this.#transaction.diagnose('caller-left-in-silence', `${leg.tag} is connected, and nothing is left to do.`, leg);
    }
  }
}
