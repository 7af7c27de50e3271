import type { ActionType } from '@patchbay/sma';
import type { Leg } from './leg.ts';
import type { Bots, Ports } from './ports.ts';
import type { Quotas } from './quotas.ts';
import type { Switches } from './switches.ts';
import type { Transaction } from './transaction.ts';

/** What all calls of an engine share. */
export interface EngineContext {
  ports: Ports;
  bots: Bots;
  switches: Switches;
  quotas: Quotas;
  /** Makes an action fail that would have succeeded; undefined lets it run. */
  failAction: ((type: ActionType, transactionId: string) => ActionFailure | undefined) | undefined;
  /** Answers an inbound caller that still rings. */
  answer(transaction: Transaction): void;
  /** Adds a leg that has just been connected. */
  connect(transaction: Transaction, leg: Leg): void;
  /** Sends out the INVITE of an API-created call. */
  dial(transaction: Transaction): void;
  /** The transaction has ended and can be forgotten. */
  closed(transaction: Transaction): void;
}

export interface ActionFailure {
  errorType: string;
  errorMessage: string;
}

export type LegEnder = 'far' | 'action' | 'service';
