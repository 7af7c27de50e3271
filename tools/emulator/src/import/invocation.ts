import type { LoggedEvent } from './classify.ts';
import type { Place } from './log-entry.ts';

/** One invocation of a function, as far as the logs tell. */
export interface Invocation {
  requestId?: string;
  event?: { value: LoggedEvent; json: string; place: Place; time?: number };
  response?: { value: object; json: string; place: Place };
  error?: string;
  durationMs?: number;
}
