import type { Place } from './log-entry.ts';
import type { Notice } from './notice.ts';
import type { UnusedReason } from './unused.ts';

/** What was logged at once: one line, or several that belong together. */
export interface Message extends Place {
  time?: number;
  stream?: string;
  requestId?: string;
  level?: string;
  isBlank: boolean;
  objects: unknown[];
  notice?: Notice;
  /** Why a part of it can't be used. */
  unusable?: UnusedReason;
}
