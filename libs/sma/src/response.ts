import type { Action } from './actions/action.ts';

/** What a function returns to the service. */
export interface SmaResponse {
  SchemaVersion: '1.0';
  /** 0 to 10; absent, null and [] mean the same. */
  Actions?: Action[] | null;
  /** Replaces the stored map; null or absent keeps it. */
  TransactionAttributes?: Record<string, unknown> | null;
}
