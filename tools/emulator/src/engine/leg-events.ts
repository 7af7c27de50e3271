import { endLeg } from './leg-end.ts';
import { type Leg, isConnected } from './leg.ts';
import type { LegEvents } from './ports.ts';
import type { Transaction } from './transaction.ts';

export interface Dialling {
  ringing(): void;
  answered(): void;
  /** Ended before it was answered. */
  refused(sipCode: number): void;
}

/** What a leg that was dialled reports, first to whoever dialled it, then to the call. */
export function legEvents(transaction: Transaction, leg: Leg, dialling: Dialling): LegEvents {
  return {
    ringing: () => dialling.ringing(),
    answered: () => dialling.answered(),
    ended: (sipCode) => {
      if (leg.status === undefined) dialling.refused(sipCode);
      else endLeg(transaction, leg, sipCode, 'far');
    },
    digit: (digit) => legDigit(transaction, leg, digit),
  };
}

/** A digit goes to the running action, and where that has no use for it, to ReceiveDigits. */
export function legDigit(transaction: Transaction, leg: Leg, digit: string): void {
  if (!isConnected(leg)) return;
  if (!transaction.list.digit(leg, digit)) leg.listener?.digit(digit);
}
