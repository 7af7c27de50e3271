import type { TraceEntry, TraceSink } from './entry.ts';

/** Everything that was recorded of one call. */
export interface CallRecord {
  readonly transactionId: string;
  /** Call time, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Undefined while the call is up. */
  readonly endedAt: number | undefined;
  readonly entries: readonly TraceEntry[];
  /** Entries beyond the limit, which were not kept. */
  readonly omitted: number;
}

export interface RecorderLimits {
  /** Calls kept; when there are more, the one that ended first is dropped, or else the oldest. */
  maxCalls?: number;
  /** Entries kept of one call. Legs, findings and the end are kept beyond it. */
  maxEntries?: number;
}

export type TraceListener = (entry: TraceEntry) => void;

/** Keeps what happened in the latest calls, and tells listeners while it happens. */
export interface Recorder extends TraceSink {
  /** The call, or undefined when it is unknown or no longer kept. */
  find(transactionId: string): CallRecord | undefined;
  /** All calls kept, oldest first. */
  list(): CallRecord[];
  /** Calls `listener` for every entry from now on, until the returned function is called. */
  subscribe(listener: TraceListener): () => void;
  clear(): void;
}

type Growing = { -readonly [K in keyof CallRecord]: CallRecord[K] } & { entries: TraceEntry[] };

const ALWAYS_KEPT = new Set<TraceEntry['type']>(['leg', 'diagnostic', 'call-ended']);

/** A recorder in memory. By default it keeps 1,000 calls and 10,000 entries of each. */
export function createRecorder({ maxCalls = 1_000, maxEntries = 10_000 }: RecorderLimits = {}): Recorder {
  const calls = new Map<string, Growing>();
  const ended = new Set<string>();
  const listeners = new Set<TraceListener>();

  const start = (entry: TraceEntry): Growing => {
    const call: Growing = {
      transactionId: entry.transactionId,
      startedAt: entry.at,
      endedAt: undefined,
      entries: [],
      omitted: 0,
    };
    calls.set(entry.transactionId, call);
    if (calls.size > maxCalls) drop();
    return call;
  };
  const drop = () => {
    const oldest = first(ended) ?? first(calls.keys());
    if (oldest === undefined) return;
    ended.delete(oldest);
    calls.delete(oldest);
  };

  return {
    record(entry) {
      // Only its start makes a record, so that what comes after a call was dropped does not bring back a part of it.
      const call = calls.get(entry.transactionId) ?? (entry.type === 'call-started' ? start(entry) : undefined);
      if (call !== undefined) {
        if (call.entries.length < maxEntries || ALWAYS_KEPT.has(entry.type)) call.entries.push(entry);
        else call.omitted += 1;
        if (entry.type === 'call-ended') {
          call.endedAt = entry.at;
          ended.add(entry.transactionId);
        }
      }
      for (const listener of listeners) listener(entry);
    },
    find: (transactionId) => calls.get(transactionId),
    list: () => [...calls.values()],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      calls.clear();
      ended.clear();
    },
  };
}

function first<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}
